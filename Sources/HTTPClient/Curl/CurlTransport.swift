import Files
public import Digest

/// Requests over libcurl: one thread, connections kept and shared, HTTP/2 where a TLS server offers it.
///
/// The thread and libcurl itself start with the first request and end with the transport. A WebSocket has a thread of its
/// own, which ends with it.
public final class CurlTransport: StreamTransport {
    private let configuration: CurlConfiguration
    private let loop: CurlLoop

    /// A transport.
    public init(configuration: CurlConfiguration = CurlConfiguration()) {
        self.configuration = configuration
        self.loop = CurlLoop(requestsPerHost: configuration.requestsPerHost)
    }

    deinit {
        loop.stop()
    }

    /// Sends one request; see ``Transport/send(_:)``.
    ///
    /// When the server's certificate is not believed, its certificate is fetched once more without sending anything,
    /// so that the failure can say who issued it.
    public func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let transfer = CurlTransfer(try CurlPlan(request, configuration: configuration))
        do {
            return try await run(transfer)
        } catch {
            throw await told(error, of: request)
        }
    }

    /// Opens a WebSocket; see ``StreamTransport/open(_:offering:limits:)``.
    public func open(
        _ request: HTTPRequest, offering subprotocols: [String], limits: WebSocketLimits
    ) async throws(TransportError) -> WebSocketOpening {
        let plan = try CurlPlan(request, purpose: .connection, configuration: configuration)
        let upgrade = try WebSocketUpgrade(plan, offering: subprotocols)
        let desk = WebSocketDesk(limits)
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard let thread = WebSocketThread(plan, upgrade, limits: limits, desk: desk) else {
                    return continuation.resume(returning: WebSocketDesk.Opened.failure(.closed))
                }
                desk.await(continuation, waker: thread.waker)
                if !OwnThread.start({ thread.run() }) { desk.end(.failed(.closed)) }
            }
        } onCancel: {
            desk.end(.failed(.cancelled))
        }
        do {
            return try outcome.get()
        } catch {
            throw await told(error, of: request)
        }
    }

    /// The error, with the certificate that was not believed.
    private func told(_ error: TransportError, of request: HTTPRequest) async -> TransportError {
        guard case .tls(var problem, let host) = error, problem.isAboutCertificate else { return error }
        problem.certificate = try? await certificates(shownBy: request).first
        return .tls(problem, host: host)
    }

    /// The certificates that the server of a URL shows, its own first, believed or not.
    ///
    /// Ends after the TLS handshake: no request is sent.
    public func certificates(shownBy request: HTTPRequest) async throws(TransportError) -> [CertificateSummary] {
        var request = request
        request.headers = []
        request.body = []
        request.timeouts.total = min(request.timeouts.total, .seconds(5))
        let transfer = CurlTransfer(
            try CurlPlan(request, purpose: .certificates, configuration: configuration))
        _ = try await run(transfer)
        return transfer.certificates
    }

    /// Ends every request with ``TransportError/closed`` and closes all connections; later requests fail likewise.
    public func shutDown() {
        loop.stop()
    }

    private func run(_ transfer: CurlTransfer) async throws(TransportError) -> HTTPResponse {
        let loop = loop
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                transfer.await(continuation)
                loop.start(transfer)
            }
        } onCancel: {
            loop.cancel(transfer)
        }
        return try outcome.get()
    }
}

extension TLSProblem {
    /// Whether the server showed a certificate that was not believed.
    fileprivate var isAboutCertificate: Bool {
        switch reason {
        case .expired, .notYetValid, .wrongHost, .unknownAuthority, .selfSigned, .revoked: true
        case .clientCertificateRefused, .handshake: false
        }
    }
}
