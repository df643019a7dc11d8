import COpenSSL
import Digest

@testable import SimulatorServer

/// Certificates of tests, valid in the year 2026 of the machine's clock or not: nobody here looks.
enum TestCertificate {
    private static let validity = CertificateValidity.days(365, from: 1_700_000_000)

    static func authority() throws -> SelfSignedCertificate {
        try SelfSignedCertificate.make(names: ["localhost"], addresses: ["127.0.0.1"], validity: validity)
    }

    /// One that signs itself.
    static func pair() throws -> ServerCertificate {
        let made = try authority()
        return ServerCertificate(certificate: made.certificatePEM, privateKey: made.privateKeyPEM)
    }

    /// One that another has signed, followed by that.
    static func chain() throws -> ServerCertificate {
        let authority = try authority()
        let leaf = try authority.issue(names: ["localhost"], validity: validity)
        return ServerCertificate(
            certificate: leaf.certificatePEM + authority.certificatePEM, privateKey: leaf.privateKeyPEM)
    }

    /// A private key behind a password.
    static func locked(_ privateKey: String) -> String {
        guard let source = BIO_new(BIO_s_mem()), let target = BIO_new(BIO_s_mem()) else { return "" }
        defer {
            BIO_free(source)
            BIO_free(target)
        }
        BIO_write(source, privateKey, Int32(privateKey.utf8.count))
        let key = PEM_read_bio_PrivateKey(source, nil, nil, nil)
        defer { EVP_PKEY_free(key) }
        PEM_write_bio_PKCS8PrivateKey(target, key, EVP_aes_256_cbc(), "x", 1, nil, nil)
        var bytes = [UInt8](repeating: 0, count: BIO_ctrl_pending(target))
        BIO_read(target, &bytes, Int32(bytes.count))
        return String(decoding: bytes, as: UTF8.self)
    }
}
