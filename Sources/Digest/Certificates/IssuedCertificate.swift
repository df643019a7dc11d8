/// A certificate with its private key, both in PEM form.
public struct IssuedCertificate: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The certificate.
    public let certificatePEM: String
    /// The private key in PKCS #8 form: a secret.
    public let privateKeyPEM: String

    /// Never the key.
    public var description: String { "IssuedCertificate(redacted)" }

    /// Never the key.
    public var debugDescription: String { description }
}
