/// Something that carries requests.
public protocol Transport: Sendable {
    /// Sends one request and gives back the whole answer, whatever its status.
    ///
    /// Cancelling the task ends the request at once with ``TransportError/cancelled``.
    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse
}

/// Something that also carries what has no end of its own.
public protocol StreamTransport: Transport {
    /// Opens a WebSocket (RFC 6455), over the same ways and with the same proofs as any request.
    ///
    /// - Parameters:
    ///   - request: A GET; its URL begins with `https` (`http` on loopback), its total time is that of the whole
    ///     connection, and its `responseLimit` that of an answer which refuses.
    ///   - subprotocols: What is offered, the best first; the server chooses one of them or none.
    ///   - limits: What is accepted of the server.
    /// - Returns: The connection, or the answer that the server gave instead.
    /// - Throws: ``TransportError``. Cancelling the task ends the opening at once.
    func open(
        _ request: HTTPRequest, offering subprotocols: [String], limits: WebSocketLimits
    ) async throws(TransportError) -> WebSocketOpening
}
