/// Whom to believe over TLS, and how to prove who asks.
public struct HTTPTrust: Hashable, Sendable {
    /// The certificate authorities that are believed.
    public var roots: TrustRoots
    /// The client's own certificate, for servers that ask for one.
    public var clientCertificate: ClientCertificate?
    /// The name that the server's certificate must carry when it is not the URL's host (also sent as SNI).
    public var serverName: String?
    /// Believes any certificate: only for a person who asked for exactly that.
    public var acceptsAnyCertificate: Bool

    /// Trust; the system's authorities unless said otherwise.
    public init(
        roots: TrustRoots = .system, clientCertificate: ClientCertificate? = nil, serverName: String? = nil,
        acceptsAnyCertificate: Bool = false
    ) {
        self.roots = roots
        self.clientCertificate = clientCertificate
        self.serverName = serverName
        self.acceptsAnyCertificate = acceptsAnyCertificate
    }

    /// The system's authorities and nothing else.
    public static let system = HTTPTrust()
}
