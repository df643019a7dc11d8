/// How the streams of a command share one WebSocket connection: the first byte of each message names the stream.
enum ExecProtocol: String, Sendable, CaseIterable {
    /// Kubernetes 1.30 and later: as version 4, and streams can be closed one by one.
    case v5 = "v5.channel.k8s.io"
    /// As all servers speak it: the outcome comes as a `Status`.
    case v4 = "v4.channel.k8s.io"

    /// A stream's number.
    enum Channel: UInt8, Sendable {
        case input = 0
        case output = 1
        case errors = 2
        case outcome = 3
        case resize = 4
        /// The message's second byte names the stream that ends (version 5).
        case close = 255
    }
}
