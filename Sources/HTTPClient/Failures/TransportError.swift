/// Why no answer came: facts, worded by ``sentence``.
public enum TransportError: Error, Hashable, Sendable {
    /// The task that asked was cancelled.
    case cancelled
    /// The transport was shut down.
    case closed
    /// The request cannot be sent as it is; why.
    case invalidRequest(String)
    /// Plain HTTP to a host that is not this machine.
    case plainHTTPRefused(host: String)
    /// The host's name has no address.
    case cannotResolve(host: String)
    /// The proxy's name has no address.
    case cannotResolveProxy(String)
    /// Nobody listens there.
    case refused(host: String, port: Int)
    /// No way there; the system's words.
    case unreachable(host: String, port: Int, detail: String)
    /// Time was up.
    case timedOut(TimeoutPhase, host: String)
    /// TLS failed.
    case tls(TLSProblem, host: String)
    /// The connection broke before or within the answer.
    case reset(host: String)
    /// The answer ended before it was complete.
    case truncated(host: String)
    /// The answer is longer than the request allows, in bytes.
    case tooLarge(limit: Int)
    /// What came back is no HTTP.
    case notHTTP(host: String)
    /// The server agreed to a WebSocket, and what it sent is none.
    case notWebSocket(WebSocketProblem, host: String)
    /// The proxy answered the request for a tunnel with this status.
    case proxyRefused(proxy: String, status: Int)
    /// A CA file, CA text or client certificate that cannot be used; the library's words.
    case unusableTrust(String)
    /// Anything else: libcurl's code and words.
    case other(code: Int, text: String)

    /// Whether the server may have acted on the request.
    ///
    /// False where the failure came before the first byte was sent: such a request is safe to repeat whatever it does.
    public var requestMayHaveArrived: Bool {
        switch self {
        case .closed, .invalidRequest, .plainHTTPRefused, .cannotResolve, .cannotResolveProxy, .refused, .unreachable,
            .proxyRefused, .unusableTrust, .tls, .timedOut(.connecting, _):
            false
        case .cancelled, .timedOut, .reset, .truncated, .tooLarge, .notHTTP, .notWebSocket, .other:
            true
        }
    }

    /// Whether the same request may succeed a moment later.
    public var isTransient: Bool {
        switch self {
        case .cannotResolve, .refused, .unreachable, .timedOut, .reset, .truncated: true
        case .tls(let problem, _): problem.reason == .handshake
        case .cancelled, .closed, .invalidRequest, .plainHTTPRefused, .cannotResolveProxy, .tooLarge, .notHTTP,
            .notWebSocket, .proxyRefused, .unusableTrust, .other:
            false
        }
    }
}

/// What a request was doing when its time was up.
public enum TimeoutPhase: Hashable, Sendable {
    /// Looking the name up, connecting or agreeing on TLS: nothing was sent.
    case connecting
    /// Waiting for the first byte of the answer.
    case waiting
    /// Receiving the answer.
    case receiving
}
