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

    /// The HTTP status that says so.
    public var status: Int {
        switch self {
        case .malformed: 400
        case .headersTooLarge: 431
        case .bodyTooLarge: 413
        case .tooSlow: 408
        }
    }

    /// One sentence for people.
    public var sentence: String {
        switch self {
        case .malformed: "The request is not valid HTTP/1.1."
        case .headersTooLarge(let limit): "The request's header fields are longer than \(limit) bytes, or too many."
        case .bodyTooLarge(let limit): "The request's body is longer than \(limit) bytes."
        case .tooSlow: "The request's body did not arrive in time."
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

/// A face that never waits: it is asked on the connection's own thread, and some of its answers may go on, head first,
/// then piece by piece until the stream ends.
public protocol PromptFace: Face {
    /// Answers one request, whole or as a stream.
    func reply(to request: RawRequest) -> ServerReply
}

/// What a server sends back.
public enum ServerReply: Sendable {
    /// A whole response.
    case whole(RawResponse)
    /// A response whose body comes in pieces; the body of `head` is not sent.
    case stream(head: RawResponse, pieces: AsyncStream<[UInt8]>)
    /// The answer to an opening, after which the connection speaks WebSocket.
    case socket(head: RawResponse, talk: any SocketTalk)
}
