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
