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
