import Wire

/// Why a request never reached a face.
public enum ServerProblem: Sendable, Hashable {
    /// The bytes are no HTTP/1.1.
    case malformed
    /// The header fields are longer than the limit, in bytes, or too many.
    case headersTooLarge(limit: Int)
    /// The body is longer than the limit, in bytes.
    case bodyTooLarge(limit: Int)
    /// The body did not arrive in time.
    case tooSlow
    /// The request does not say for which host it is meant, or says it more than once.
    case noHost(count: Int)
    /// The request is meant for another host.
    case otherHost(String)

    /// The HTTP status that says so.
    public var status: Int {
        switch self {
        case .malformed: 400
        case .headersTooLarge: 431
        case .bodyTooLarge: 413
        case .tooSlow: 408
        case .noHost: 400
        case .otherHost: 421
        }
    }

    /// One sentence for people.
    public var sentence: String {
        switch self {
        case .malformed: "The request is not valid HTTP/1.1."
        case .headersTooLarge(let limit): "The request's header fields are longer than \(limit) bytes, or too many."
        case .bodyTooLarge(let limit): "The request's body is longer than \(limit) bytes."
        case .tooSlow: "The request's body did not arrive in time."
        case .noHost(let count):
            "The request has \(count == 0 ? "no Host field" : "\(count) Host fields"); expected is one."
        case .otherHost(let host):
            "The request is meant for \"\(TerminalText.sanitized(host, limit: 100))\"; this server answers to 127.0.0.1, ::1, "
                + "localhost and the address it listens on, so that no web page can reach it under a name of its own."
        }
    }
}

/// A face that words in its own form why a request cannot be read.
public protocol RefusingFace: Face {
    /// The answer to a request that cannot be read.
    ///
    /// - Parameters:
    ///   - problem: why.
    ///   - head: the request without its body, if its head could be read.
    /// - Returns: the answer, after which the connection closes.
    func refuse(_ problem: ServerProblem, head: RawRequest?) -> RawResponse
}
