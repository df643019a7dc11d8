/// Something that carries requests.
public protocol Transport: Sendable {
    /// Sends one request and gives back the whole answer, whatever its status.
    ///
    /// Cancelling the task ends the request at once with ``TransportError/cancelled``.
    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse
}
