import Digest
import Testing

/// RS256 keys.
@Suite struct KeyTests {
    private let key: RSAPrivateKey

    init() throws {
        key = try RSAPrivateKey.generate(bits: 1024)
    }

    @Test func `what a key signs its public half verifies`() throws {
        let message = Array("header.claims".utf8)
        let signature = try key.sign(message)
        #expect(signature.count == 128)
        #expect(key.publicKey.verifies(signature: signature, of: message))
        #expect(!key.publicKey.verifies(signature: signature, of: message + [0]))
        var broken = signature
        broken[7] ^= 1
        #expect(!key.publicKey.verifies(signature: broken, of: message))
        #expect(!key.publicKey.verifies(signature: [], of: message))
        #expect(!key.publicKey.verifies(signature: Array(signature.dropLast()), of: message))
    }

    @Test func `a public key survives its two numbers`() throws {
        #expect(key.publicKey.exponent == [1, 0, 1])
        #expect(key.publicKey.modulus.count == 128)
        let copy = try RSAPublicKey(modulus: key.publicKey.modulus, exponent: key.publicKey.exponent)
        #expect(copy == key.publicKey)
        #expect(copy.verifies(signature: try key.sign([1, 2, 3]), of: [1, 2, 3]))
        let other = try RSAPrivateKey.generate(bits: 1024).publicKey
        #expect(other != copy)
        #expect(!other.verifies(signature: try key.sign([1, 2, 3]), of: [1, 2, 3]))
    }

    @Test func `a private key survives its PEM`() throws {
        let pem = try key.pem()
        #expect(pem.hasPrefix("-----BEGIN PRIVATE KEY-----"))
        let copy = try RSAPrivateKey(pem: pem)
        #expect(copy.publicKey == key.publicKey)
        #expect(try copy.sign([1]) == key.sign([1]))
    }

    /// Made with another program and checked by modular exponentiation.
    @Test func `a signature made elsewhere verifies`() throws {
        let modulus = """
            b8ca22825545a5176d0a44589d80958e44b8bcef07b9ce0c30e7579050ae52ae0753841d0e5b583d4a1ac0ddb519ab5a\
            01a720e5affc96c635ca523b9a6e659336b10f3ce19a7b41c6a98fbae8dfc56a7ed4343fe3e2a1c4fe1f770d0eb670fd\
            7c66fe5b2794d75f2c98c7ad0e8e814ae659391a17b15d13a5b83fbe355c4877
            """
        let signature = """
            9c3ab17d404fee4c19bdcdb469a9ee2f2e969e0077574b914b6f4a9b33f2b365a51facdcd91b8206ab046af57b6b16cf\
            0ba615b7dc88594a1d391410d8275ff23950145580e18f3a2658e3d3b5e8e9551e9340f3883a31343bbcd4bba7d8cbd9\
            64af660e7f03b5aea017244799802243cfc76b0abe28e4280dc42a5822f416fc
            """
        let key = try RSAPublicKey(modulus: bytes(modulus), exponent: [1, 0, 1])
        #expect(key.modulus == bytes(modulus))
        #expect(key.verifies(signature: bytes(signature), of: Array("header.claims".utf8)))
        #expect(!key.verifies(signature: bytes(signature), of: Array("header.claimz".utf8)))
    }

    @Test func `what is no key is refused`() {
        #expect(throws: DigestError.notAKey) { try RSAPrivateKey(pem: "nonsense") }
        #expect(throws: DigestError.notAKey) { try RSAPublicKey(modulus: [], exponent: [1, 0, 1]) }
        #expect(throws: DigestError.keyGeneration) { try RSAPrivateKey.generate(bits: 12) }
        #expect(throws: DigestError.notAKey) {
            let certificate = try SelfSignedCertificate.make(
                names: ["a.example.com"], validity: CertificateValidity(notBefore: 0, notAfter: 1))
            _ = try RSAPrivateKey(pem: certificate.privateKeyPEM)
        }
    }

    @Test func `a private key says nothing about itself`() {
        #expect("\(key)" == "RSAPrivateKey(1024 bits, redacted)")
        #expect(String(reflecting: key) == "RSAPrivateKey(1024 bits, redacted)")
    }

    private func bytes(_ hex: String) -> [UInt8] {
        let digits = hex.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
