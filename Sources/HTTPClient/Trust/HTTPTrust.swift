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

/// The certificate authorities that are believed.
public enum TrustRoots: Hashable, Sendable {
    /// Those of the system.
    case system
    /// Those of a PEM file, instead of the system's (`AWS_CA_BUNDLE`).
    case file(path: String)
    /// Those of a PEM text, instead of the system's (a cluster's own authority).
    case pem(String)
}

/// A client's certificate chain with its private key, both in PEM form.
public struct ClientCertificate: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The certificate, followed by intermediates if there are any.
    public var certificatePEM: String
    /// The private key, not encrypted: a secret.
    public var privateKeyPEM: String

    /// A certificate with its key.
    public init(certificatePEM: String, privateKeyPEM: String) {
        self.certificatePEM = certificatePEM
        self.privateKeyPEM = privateKeyPEM
    }

    /// Never the key.
    public var description: String { "ClientCertificate(redacted)" }

    /// Never the key.
    public var debugDescription: String { description }
}
