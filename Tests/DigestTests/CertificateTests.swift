import Digest
import Testing

/// Certificates that are made and read.
@Suite struct CertificateTests {
    private let validity = CertificateValidity(notBefore: 1_767_225_600, notAfter: 1_798_761_600)

    @Test func `a self-signed certificate carries names, addresses and time`() throws {
        let made = try SelfSignedCertificate.make(
            names: ["localhost", "*.eks.example.com"], addresses: ["127.0.0.1", "::1"], validity: validity)
        #expect(made.certificatePEM.hasPrefix("-----BEGIN CERTIFICATE-----\n"))
        #expect(made.privateKeyPEM.hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
        let summary = try CertificateSummary(pem: made.certificatePEM)
        #expect(summary.subject == "CN=localhost")
        #expect(summary.issuer == "CN=localhost")
        #expect(summary.isSelfIssued)
        #expect(summary.validity == validity)
        #expect(summary.names == ["localhost", "*.eks.example.com", "127.0.0.1", "0:0:0:0:0:0:0:1"])
        #expect(summary.thumbprint.count == 20)
        #expect(summary.fingerprint.count == 32)
    }

    @Test func `an issued certificate names its issuer`() throws {
        let authority = try SelfSignedCertificate.make(names: ["ca.example.com"], validity: validity)
        let leaf = try authority.issue(names: ["api.example.com"], addresses: ["10.0.0.1"], validity: validity)
        let summary = try CertificateSummary(pem: leaf.certificatePEM)
        #expect(summary.subject == "CN=api.example.com")
        #expect(summary.issuer == "CN=ca.example.com")
        #expect(!summary.isSelfIssued)
        let chain = CertificateSummary.all(pem: leaf.certificatePEM + authority.certificatePEM)
        #expect(chain.map(\.subject) == ["CN=api.example.com", "CN=ca.example.com"])
    }

    @Test func `two certificates differ in key and number`() throws {
        let one = try SelfSignedCertificate.make(names: ["a.example.com"], validity: validity)
        let two = try SelfSignedCertificate.make(names: ["a.example.com"], validity: validity)
        #expect(one.privateKeyPEM != two.privateKeyPEM)
        #expect(
            try CertificateSummary(pem: one.certificatePEM).fingerprint
                != CertificateSummary(pem: two.certificatePEM).fingerprint)
    }

    @Test(arguments: ["", "a,DNS:b", "a b", "ä.example.com", "a\n", String(repeating: "a", count: 254)])
    func `names that would change the certificate are refused`(name: String) {
        #expect(throws: DigestError.badName(name)) {
            try SelfSignedCertificate.make(names: [name], validity: validity)
        }
    }

    @Test(arguments: ["", "127.0.0", "localhost", "1.2.3.4.5", "127.0.0.1,DNS:b"])
    func `addresses that are none are refused`(address: String) {
        #expect(throws: DigestError.badName(address)) {
            try SelfSignedCertificate.make(names: ["a.example.com"], addresses: [address], validity: validity)
        }
    }

    @Test func `text without a certificate is refused`() {
        #expect(throws: DigestError.notACertificate) { try CertificateSummary(pem: "nonsense") }
        #expect(CertificateSummary.all(pem: "").isEmpty)
    }

    @Test func `a certificate counts between its two moments`() {
        #expect(validity.holds(at: 1_767_225_600))
        #expect(validity.holds(at: 1_798_761_600))
        #expect(!validity.holds(at: 1_767_225_599))
        #expect(!validity.holds(at: 1_798_761_601))
        #expect(CertificateValidity.days(1, from: 10_000) == CertificateValidity(notBefore: 6400, notAfter: 96_400))
    }

    @Test func `keys say nothing about themselves`() throws {
        let made = try SelfSignedCertificate.make(names: ["a.example.com"], validity: validity)
        let issued = try made.issue(names: ["b.example.com"], validity: validity)
        for text in ["\(made)", String(reflecting: made), "\(issued)", String(reflecting: issued)] {
            #expect(!text.contains("PRIVATE"))
        }
    }
}
