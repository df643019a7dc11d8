/// A connection on which both sides send messages when they like (RFC 6455).
///
/// Its thread ends with it: when both sides said goodbye, when it breaks or its time is up, when a task that waits for it
/// is cancelled, and when nobody holds it any more.
public final class WebSocket: Sendable {
    /// The sub-protocol that the server chose; nil for none.
    public let subprotocol: String?

    private let desk: WebSocketDesk

    init(_ desk: WebSocketDesk, subprotocol: String?) {
        self.desk = desk
        self.subprotocol = subprotocol
    }

    deinit {
        desk.end(.failed(.cancelled))
    }

    /// Sends one binary message; waits while more than ``WebSocketLimits/queue`` bytes are unsent.
    ///
    /// - Parameter bytes: The message, sent as one frame.
    /// - Throws: ``TransportError``, once the connection has ended: also ``TransportError/closed`` after a goodbye.
    public func send(_ bytes: [UInt8]) async throws(TransportError) {
        let desk = desk
        let error = await withTaskCancellationHandler {
            await desk.send(bytes)
        } onCancel: {
            desk.end(.failed(.cancelled))
        }
        if let error { throw error }
    }

    /// The next message; nil once the server has said goodbye, for which see ``farewell``.
    ///
    /// For one task at a time.
    ///
    /// - Throws: ``TransportError`` when the connection ended otherwise; what came before is given out first.
    public func receive() async throws(TransportError) -> WebSocketMessage? {
        let desk = desk
        return try await withTaskCancellationHandler {
            await desk.receive()
        } onCancel: {
            desk.end(.failed(.cancelled))
        }.get()
    }

    /// How the server said goodbye; nil while it has not.
    public var farewell: WebSocketClose? { desk.farewell }

    /// Says goodbye after what was sent; the connection goes when the server answers, or two seconds later.
    public func close() { desk.close() }
}

/// What came of opening a WebSocket.
public enum WebSocketOpening: Sendable {
    /// The connection.
    case open(WebSocket)
    /// The server's answer instead of one, whatever its status.
    case refused(HTTPResponse)
}
