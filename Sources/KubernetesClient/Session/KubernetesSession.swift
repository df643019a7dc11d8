public import Calls
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
    /// How long to wait for the answer to a question, tokens included.
    public var timeouts: HTTPTimeouts
    /// How long to wait for a write, which webhooks may hold up for up to 30 seconds.
    public var writeTimeouts = HTTPTimeouts(connect: .seconds(5), total: .seconds(30))
    /// How the caller proves who asks.
    public let proof: CallerProof

    /// The limits for questions: a server that answers does so within a second or two, and what is a set-up's first
    /// word must not wait for one that hangs.
    public static let questionTimeouts = HTTPTimeouts(connect: .seconds(5), total: .seconds(15))

    let transport: any StreamTransport
    private let tokens: (any TokenSource)?
    private let impersonation: Impersonation?
    private let observe: (@Sendable (KubernetesExchange) -> Void)?

    /// A session.
    ///
    /// - Parameters:
    ///   - access: server and trust, from a kubeconfig.
    ///   - transport: what carries the requests.
    ///   - tokens: where bearer tokens come from; nil for a client certificate alone.
    ///   - timeouts: how long to wait for answers to questions.
    ///   - observe: called after each request.
    public init(
        _ access: KubernetesAccess, transport: any StreamTransport, tokens: (any TokenSource)?,
        timeouts: HTTPTimeouts = Self.questionTimeouts, observe: (@Sendable (KubernetesExchange) -> Void)? = nil
    ) {
        self.init(
            server: access.server, trust: access.trust, transport: transport, tokens: tokens, proof: access.proof,
            proxy: access.proxy, namespace: access.namespace, impersonation: access.impersonation, timeouts: timeouts,
            observe: observe)
    }

    /// A session by its parts.
    ///
    /// - Parameters:
    ///   - server: the API server's URL without a final slash.
    ///   - trust: whom to believe.
    ///   - transport: what carries the requests.
    ///   - tokens: where bearer tokens come from; nil for a client certificate alone.
    ///   - proof: how the caller proves who asks, for sentences; nil tells it from tokens and certificate.
    ///   - proxy: the way out; nil takes the transport's own proxies.
    ///   - namespace: the namespace where a caller names none.
    ///   - impersonation: whom to act as.
    ///   - timeouts: how long to wait for answers to questions.
    ///   - observe: called after each request.
    public init(
        server: String, trust: HTTPTrust, transport: any StreamTransport, tokens: (any TokenSource)?,
        proof: CallerProof? = nil, proxy: ProxyChoice? = nil, namespace: String = "default",
        impersonation: Impersonation? = nil, timeouts: HTTPTimeouts = Self.questionTimeouts,
        observe: (@Sendable (KubernetesExchange) -> Void)? = nil
    ) {
        self.server = server
        self.trust = trust
        self.proxy = proxy
        self.namespace = namespace
        self.timeouts = timeouts
        self.transport = transport
        self.tokens = tokens
        self.proof =
            proof
            ?? CallerProof(tokens != nil ? .token : trust.clientCertificate != nil ? .clientCertificate : .nothing)
        self.impersonation = impersonation
        self.observe = observe
    }

    /// Whether a refused token may be replaced by another.
    var hasTokens: Bool { tokens != nil }

    /// Sends one request and gives back a 2xx answer; a refused token is replaced once.
    func send(_ message: Message) async throws(KubernetesFailure) -> HTTPResponse {
        try await exchange(message).response
    }

    /// The answer, and a redactor that knows the token it was asked with.
    private func exchange(
        _ message: Message
    ) async throws(KubernetesFailure) -> (response: HTTPResponse, redactor: Redactor) {
        var (response, redactor) = try await attempt(message, refreshing: false)
        if response.status == 401, hasTokens {
            (response, redactor) = try await attempt(message, refreshing: true)
        }
        guard (200..<300).contains(response.status) else {
            throw AnswerReader.failure(response, message.call, proof, redactor)
        }
        return (response, redactor)
    }

    /// Sends one request and reads the JSON it brings.
    func json(_ message: Message) async throws(KubernetesFailure) -> JSONValue {
        let (response, redactor) = try await exchange(message)
        return try AnswerReader.json(response, message.call, redactor)
    }

    private func attempt(
        _ message: Message, refreshing: Bool
    ) async throws(KubernetesFailure) -> (HTTPResponse, Redactor) {
        let (request, redactor) = try await request(message, refreshing: refreshing)
        let began = ContinuousClock.now
        do {
            let response = try await transport.send(request)
            note(message, began, status: response.status, auditID: response.header("audit-id"))
            return (response, redactor)
        } catch {
            throw missed(message, began, error, request)
        }
    }

    /// The request with the caller's proof, and a redactor that knows it.
    func request(
        _ message: Message, refreshing: Bool
    ) async throws(KubernetesFailure) -> (HTTPRequest, Redactor) {
        var headers = [HTTPHeader("Accept", message.accept)]
        var secrets: [String] = []
        var trust = trust
        if let credentials = try await tokens?.credentials(refreshing: refreshing) {
            if let token = credentials.token {
                secrets.append(token)
                headers.append(HTTPHeader("Authorization", "Bearer " + token))
            }
            if let certificate = credentials.certificate { trust.clientCertificate = certificate }
        }
        headers += impersonation?.headers ?? []
        if let contentType = message.contentType { headers.append(HTTPHeader("Content-Type", contentType)) }
        var request = HTTPRequest(
            method: message.method, url: server + message.target, headers: headers, body: message.body,
            timeouts: message.isWrite ? writeTimeouts : timeouts, trust: trust, proxy: proxy,
            responseLimit: message.responseLimit)
        request.sendsOnce = message.isWrite
        request.heard = message.heard
        if let patience = message.patience { request.timeouts.total = patience }
        return (request, Redactor(secrets: secrets))
    }

    /// Notes that no answer came, and says why.
    func missed(
        _ message: Message, _ began: ContinuousClock.Instant, _ error: TransportError, _ request: HTTPRequest
    ) -> KubernetesFailure {
        let problem = RouteProblem(error, server: server, request: request)
        note(message, began, failure: problem?.sentence ?? error.sentence)
        return problem.map { .route($0, error) } ?? .transport(error)
    }

    /// Tells whoever keeps a log of a request and its outcome.
    func note(
        _ message: Message, _ began: ContinuousClock.Instant, status: Int? = nil, auditID: String? = nil,
        failure: String? = nil
    ) {
        observe?(
            KubernetesExchange(
                call: message.call, request: "\(message.method) \(message.path)", status: status, auditID: auditID,
                elapsed: began.duration(to: .now), failure: failure))
    }
}

/// One request and its outcome, for a log; nothing in it is secret.
public struct KubernetesExchange: Sendable {
    /// What was asked.
    public var call: KubernetesRight
    /// Method and path, without the query.
    public var request: String
    /// The HTTP status; nil when no answer came.
    public var status: Int?
    /// The server's own number for the request (`Audit-Id`).
    public var auditID: String?
    /// How long it took.
    public var elapsed: Duration
    /// Why no answer came, as a sentence.
    public var failure: String?
}
