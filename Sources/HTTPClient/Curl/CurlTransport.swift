/// Requests over libcurl: one thread, connections kept and shared, HTTP/2 where a TLS server offers it.
///
/// The thread and libcurl itself start with the first request.
public final class CurlTransport: Transport {
    private let configuration: CurlConfiguration

    /// A transport.
    public init(configuration: CurlConfiguration = CurlConfiguration()) {
        self.configuration = configuration
    }

    /// Sends one request; see ``Transport/send(_:)``.
    public func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        fatalError("follows at once")
    }

    /// Ends every request with ``TransportError/closed`` and closes all connections.
    public func shutDown() {}
}
