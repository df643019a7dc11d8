public import HTTPClient
import Wire

/// Calls to one API server by one caller.
///
/// A value: copies share the transport's connections. Objects go in and come out as JSON; the typed forms read from it.
public struct KubernetesSession: Sendable {
    /// The field manager of everything that is applied.
    public static let fieldManager = "sesame"

    /// The API server's URL without a final slash.
    public var server: String
    /// Whom to believe, with the client certificate if there is one.
    public var trust: HTTPTrust
    /// The way out; nil takes the transport's own proxies.
    public var proxy: ProxyChoice?
    /// The namespace where a caller names none.
    public var namespace: String
    /// How long to wait.
    public var timeouts: HTTPTimeouts

    private let transport: any Transport
    private let tokens: (any TokenSource)?
    private let impersonatedUser: String?
    private let observe: (@Sendable (KubernetesExchange) -> Void)?

    /// A session.
    ///
    /// - Parameters:
    ///   - access: server and trust, from a kubeconfig.
    ///   - transport: what carries the requests.
    ///   - tokens: where bearer tokens come from; nil for a client certificate alone.
    ///   - timeouts: how long to wait.
    ///   - observe: called after each request.
    public init(
        _ access: KubernetesAccess, transport: any Transport, tokens: (any TokenSource)?,
        timeouts: HTTPTimeouts = HTTPTimeouts(), observe: (@Sendable (KubernetesExchange) -> Void)? = nil
    ) {
        self.init(
            server: access.server, trust: access.trust, transport: transport, tokens: tokens, proxy: access.proxy,
            namespace: access.namespace, impersonatedUser: access.impersonatedUser, timeouts: timeouts,
            observe: observe)
    }

    /// A session by its parts.
    ///
    /// - Parameters:
    ///   - server: the API server's URL without a final slash.
    ///   - trust: whom to believe.
    ///   - transport: what carries the requests.
    ///   - tokens: where bearer tokens come from; nil for a client certificate alone.
    ///   - proxy: the way out; nil takes the transport's own proxies.
    ///   - namespace: the namespace where a caller names none.
    ///   - impersonatedUser: whom to act as.
    ///   - timeouts: how long to wait.
    ///   - observe: called after each request.
    public init(
        server: String, trust: HTTPTrust, transport: any Transport, tokens: (any TokenSource)?,
        proxy: ProxyChoice? = nil, namespace: String = "default", impersonatedUser: String? = nil,
        timeouts: HTTPTimeouts = HTTPTimeouts(), observe: (@Sendable (KubernetesExchange) -> Void)? = nil
    ) {
        self.server = server
        self.trust = trust
        self.proxy = proxy
        self.namespace = namespace
        self.timeouts = timeouts
        self.transport = transport
        self.tokens = tokens
        self.impersonatedUser = impersonatedUser
        self.observe = observe
    }

    /// Sends one request and gives back a 2xx answer; a refused token is replaced once.
    func send(_ message: Message) async throws(KubernetesFailure) -> HTTPResponse {
        var response = try await attempt(message, refreshing: false)
        if response.status == 401, tokens != nil { response = try await attempt(message, refreshing: true) }
        guard (200..<300).contains(response.status) else { throw AnswerReader.failure(response, message.call) }
        return response
    }

    /// Sends one request and reads the JSON it brings.
    func json(_ message: Message) async throws(KubernetesFailure) -> JSONValue {
        let response = try await send(message)
        return try AnswerReader.json(response, message.call)
    }

    private func attempt(_ message: Message, refreshing: Bool) async throws(KubernetesFailure) -> HTTPResponse {
        var headers = [HTTPHeader("Accept", message.accept)]
        if let tokens {
            headers.append(HTTPHeader("Authorization", "Bearer " + (try await tokens.token(refreshing: refreshing))))
        }
        if let impersonatedUser { headers.append(HTTPHeader("Impersonate-User", impersonatedUser)) }
        if let contentType = message.contentType { headers.append(HTTPHeader("Content-Type", contentType)) }
        let request = HTTPRequest(
            method: message.method, url: server + message.target, headers: headers, body: message.body,
            timeouts: timeouts, trust: trust, proxy: proxy, responseLimit: message.responseLimit)
        let began = ContinuousClock.now
        do {
            let response = try await transport.send(request)
            note(message, began, status: response.status, auditID: response.header("audit-id"))
            return response
        } catch {
            note(message, began, failure: error.sentence)
            throw .transport(error)
        }
    }

    private func note(
        _ message: Message, _ began: ContinuousClock.Instant, status: Int? = nil, auditID: String? = nil,
        failure: String? = nil
    ) {
        observe?(
            KubernetesExchange(
                call: message.call, request: "\(message.method) \(message.path)", status: status, auditID: auditID,
                elapsed: began.duration(to: .now), failure: failure))
    }
}
