import HTTPClient

/// How an API server is reached, and what TLS proves about who answers there.
public struct KubernetesRoute: Hashable, Sendable {
    /// The API server's URL without a final slash; empty where there is no way to any cluster.
    public var server: String
    /// The certificates that the server's is checked against, as PEM text; nil where others than the cluster's are.
    public var authority: String?
    /// The name that the server's certificate must carry instead of the URL's host (`tls-server-name`).
    public var serverName: String?
    /// Whether it is checked who answers.
    ///
    /// Where it is not, whoever sits between can pass on a question for a token and keep the writes, so that nothing
    /// that comes back proves who answers. Plain HTTP straight to this machine (`kubectl proxy`) counts as checked.
    public var isVerified: Bool

    /// A route.
    public init(server: String, authority: String?, serverName: String? = nil, isVerified: Bool = true) {
        self.server = server
        self.authority = authority
        self.serverName = serverName
        self.isVerified = isVerified
    }
}

extension KubernetesSession {
    /// The route of every request of this session.
    public var route: KubernetesRoute {
        var authority: String?
        if case .pem(let text) = trust.roots { authority = text }
        var hasProxy = false
        if case .url? = proxy { hasProxy = true }
        return KubernetesRoute(
            server: server, authority: authority, serverName: trust.serverName.flatMap { $0.isEmpty ? nil : $0 },
            isVerified: server.lowercased().hasPrefix("http://") ? !hasProxy : !trust.acceptsAnyCertificate)
    }
}
