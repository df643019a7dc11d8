import Wire

/// A wait that the client makes on purpose, told to the observer before it begins.
public struct AWSPause: Hashable, Sendable, CustomStringConvertible {
    /// Why the client waits.
    public enum Reason: Hashable, Sendable {
        /// The last attempt failed in a way that another one may not: the code or word for it.
        case retry(after: String)
        /// SES has throttled this account and region: calls other than sends go at one per second from then on.
        case pacing
    }

    /// The service that is called.
    public var service: AWSService
    /// The operation that waits.
    public var operation: String
    /// Whose credentials are used, in words.
    public var label: String
    /// The region.
    public var region: String
    /// The length of the wait in milliseconds.
    public var milliseconds: Int64
    /// Why.
    public var reason: Reason

    /// One line for the log.
    public var description: String {
        let why =
            switch reason {
            case .retry(let problem): "retry after \(problem)"
            case .pacing: "SES allows one such request per second"
            }
        return TerminalText.sanitized(
            "\(service.displayName) \(operation) · \(label) · \(region) · waiting \(milliseconds) ms · \(why)")
    }
}
