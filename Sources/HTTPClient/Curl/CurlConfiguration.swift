/// What a ``CurlTransport`` does for every request that does not say otherwise.
public struct CurlConfiguration: Sendable {
    /// The `User-Agent` of requests that carry none.
    public var userAgent: String
    /// The proxies.
    public var proxies: ProxySettings
    /// Whom to believe.
    public var trust: HTTPTrust
    /// How many requests may be under way to one host and port; more wait their turn.
    public var requestsPerHost: Int

    /// A configuration; nothing in it is read from the process's environment.
    public init(
        userAgent: String = "sesame", proxies: ProxySettings = ProxySettings(), trust: HTTPTrust = .system,
        requestsPerHost: Int = 32
    ) {
        self.userAgent = userAgent
        self.proxies = proxies
        self.trust = trust
        self.requestsPerHost = requestsPerHost
    }
}
