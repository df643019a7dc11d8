/// A server's certificate and its private key.
public struct ServerCertificate: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The certificate, PEM.
    public var certificate: String
    /// The private key, PEM.
    public var privateKey: String

    /// Makes a pair.
    public init(certificate: String, privateKey: String) {
        self.certificate = certificate
        self.privateKey = privateKey
    }

    /// Never the key.
    public var description: String { "server certificate" }
    /// Never the key.
    public var debugDescription: String { description }
}
