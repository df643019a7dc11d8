import Wire

/// How a container is doing.
public struct ContainerStatus: Hashable, Sendable {
    /// What it is doing.
    public enum State: Hashable, Sendable {
        /// Not started yet, and why.
        case waiting(reason: String, message: String)
        /// Running.
        case running
        /// Ended, how and why.
        case terminated(exitCode: Int, reason: String, message: String)
        /// The server does not say.
        case unknown
    }

    /// Its name.
    public var name: String
    /// What it is doing.
    public var state: State
    /// Whether it serves.
    public var isReady: Bool
    /// How often it was started again.
    public var restarts: Int

    init(_ json: JSONValue) {
        name = json["name"]?.string ?? ""
        isReady = json["ready"]?.bool ?? false
        restarts = json["restartCount"]?.int ?? 0
        let state = json["state"]
        if let waiting = state?["waiting"], !waiting.isNull {
            self.state = .waiting(
                reason: waiting["reason"]?.string ?? "", message: waiting["message"]?.string ?? "")
        } else if let terminated = state?["terminated"], !terminated.isNull {
            self.state = .terminated(
                exitCode: terminated["exitCode"]?.int ?? 0, reason: terminated["reason"]?.string ?? "",
                message: terminated["message"]?.string ?? "")
        } else if let running = state?["running"], !running.isNull {
            self.state = .running
        } else {
            self.state = .unknown
        }
    }
}
