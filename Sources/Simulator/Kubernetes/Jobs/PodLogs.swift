/// What the containers of a cluster have written, up to a limit for each and for all.
public struct PodLogs: Sendable {
    /// The most bytes that are kept of one container; what comes later is lost.
    static let containerBytes = 256 << 10
    /// Of how many containers something is kept; the oldest are forgotten first.
    static let containers = 500

    private var texts: [String: [UInt8]] = [:]
    private var order: [String] = []

    /// Makes logs in which nothing is written yet.
    public init() {}

    /// What a container has written; the id is the one in the container's status.
    func text(of containerID: String) -> String {
        String(decoding: texts[containerID] ?? [], as: UTF8.self)
    }

    /// Forgets what a container has written, as it begins again.
    mutating func clear(_ containerID: String) { if texts[containerID] != nil { texts[containerID] = [] } }

    /// Adds to a container's log.
    mutating func append(_ bytes: [UInt8], to containerID: String) {
        if texts[containerID] == nil {
            order.append(containerID)
            if order.count > Self.containers { texts[order.removeFirst()] = nil }
        }
        let room = Self.containerBytes - (texts[containerID]?.count ?? 0)
        texts[containerID, default: []] += bytes.prefix(max(0, room))
    }
}
