import COpenSSL

/// A certificate on an EC P-256 key that signs itself: serves TLS and is its own CA, so that a client that is given
/// ``certificatePEM`` as its only root trusts it.
public struct SelfSignedCertificate: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The certificate in PEM form.
    public let certificatePEM: String
    /// The private key in PKCS #8 PEM form: a secret.
    public let privateKeyPEM: String

    private let certificate: CertificateBox
    private let key: KeyBox

    /// Makes a key and the certificate over it.
    ///
    /// - Parameters:
    ///   - names: host names, the first of which is also the common name.
    ///   - addresses: IPv4 and IPv6 addresses as text.
    ///   - validity: when it counts.
    /// - Returns: the certificate with its key.
    /// - Throws: ``DigestError/badName(_:)`` for a name or address that a certificate cannot carry.
    public static func make(
        names: [String], addresses: [String] = [], validity: CertificateValidity
    ) throws(DigestError) -> SelfSignedCertificate {
        guard let key = KeyBox(sesame_p256_generate()) else { throw .keyGeneration }
        let builder = CertificateBuilder(
            names: names, addresses: addresses, validity: validity, isAuthority: true)
        let certificate = try builder.build(key: key, issuer: nil)
        guard let keyText = key.privatePEM else { throw .keyGeneration }
        return SelfSignedCertificate(
            certificatePEM: try certificate.pem(), privateKeyPEM: keyText, certificate: certificate, key: key)
    }

    /// A certificate for a server or client, signed by this one, on a P-256 key of its own.
    ///
    /// - Parameters:
    ///   - names: host names, the first of which is also the common name.
    ///   - addresses: IPv4 and IPv6 addresses as text.
    ///   - validity: when it counts.
    /// - Returns: the certificate with its key.
    /// - Throws: ``DigestError/badName(_:)`` for a name or address that a certificate cannot carry.
    public func issue(
        names: [String], addresses: [String] = [], validity: CertificateValidity
    ) throws(DigestError) -> IssuedCertificate {
        guard let leafKey = KeyBox(sesame_p256_generate()), let keyText = leafKey.privatePEM else {
            throw .keyGeneration
        }
        let builder = CertificateBuilder(
            names: names, addresses: addresses, validity: validity, isAuthority: false)
        let leaf = try builder.build(key: leafKey, issuer: (certificate, key))
        return IssuedCertificate(certificatePEM: try leaf.pem(), privateKeyPEM: keyText)
    }

    /// Never the key.
    public var description: String { "SelfSignedCertificate(redacted)" }

    /// Never the key.
    public var debugDescription: String { description }
}
