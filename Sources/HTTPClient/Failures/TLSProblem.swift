public import Digest

/// Why TLS with a server failed.
public struct TLSProblem: Hashable, Sendable {
    /// The reason, as far as the handshake tells.
    public enum Reason: Hashable, Sendable {
        /// The certificate, or one it depends on, counts no more.
        case expired
        /// The certificate does not count yet: a clock is wrong.
        case notYetValid
        /// The certificate is for other names.
        case wrongHost
        /// Nobody who is believed has signed the certificate.
        case unknownAuthority
        /// The certificate, or the top of its chain, signs itself.
        case selfSigned
        /// The certificate was withdrawn.
        case revoked
        /// The server asked for a client's certificate, or refused the one it got.
        case clientCertificateRefused
        /// The other side speaks no TLS, or none that both know.
        case handshake
    }

    /// The reason.
    public var reason: Reason
    /// The library's own words.
    public var detail: String
    /// The certificate that the server showed, where it could be had.
    public var certificate: CertificateSummary?

    /// A problem.
    public init(reason: Reason, detail: String = "", certificate: CertificateSummary? = nil) {
        self.reason = reason
        self.detail = detail
        self.certificate = certificate
    }

    /// Whether a device between here and the server probably answered in its place.
    ///
    /// A public service never shows a certificate that nobody knows.
    public var suggestsInterception: Bool {
        reason == .unknownAuthority || reason == .selfSigned
    }
}
