import COpenSSL

/// An RSA private key that signs RS256 (RSASSA-PKCS1-v1_5 with SHA-256, RFC 8017).
///
/// Making one takes 60 to 360 ms for 2048 bits: make it when it is first needed.
public struct RSAPrivateKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    private let box: KeyBox

    /// The key's public half.
    public let publicKey: RSAPublicKey

    /// The key that a PEM text (PKCS #8 or PKCS #1, not encrypted) holds.
    ///
    /// - Throws: ``DigestError/notAKey`` when the text holds none, or one that is not RSA.
    public init(pem: String) throws(DigestError) {
        guard let box = KeyBox.read(privatePEM: pem) else { throw .notAKey }
        try self.init(box: box)
    }

    private init(box: KeyBox) throws(DigestError) {
        self.box = box
        self.publicKey = try RSAPublicKey(box: box)
    }

    /// A new key.
    ///
    /// - Parameter bits: the length of the modulus; 2048 is what clusters use.
    /// - Returns: the key.
    /// - Throws: ``DigestError/keyGeneration`` when the library refuses, as it does below 512 bits.
    public static func generate(bits: Int = 2048) throws(DigestError) -> RSAPrivateKey {
        guard bits >= 512, bits <= 16384, let box = KeyBox(sesame_rsa_generate(UInt32(bits))) else {
            throw .keyGeneration
        }
        return try RSAPrivateKey(box: box)
    }

    /// The RS256 signature of `message`, as long as the modulus.
    public func sign(_ message: [UInt8]) throws(DigestError) -> [UInt8] {
        var count = publicKey.modulus.count
        var signature = [UInt8](repeating: 0, count: count)
        guard sesame_rs256_sign(box.pointer, message, message.count, &signature, &count) == 1 else { throw .signing }
        return Array(signature.prefix(count))
    }

    /// The key in PKCS #8 PEM form: a secret.
    public func pem() throws(DigestError) -> String {
        guard let text = box.privatePEM else { throw .notAKey }
        return text
    }

    /// Never the key.
    public var description: String { "RSAPrivateKey(\(publicKey.modulus.count * 8) bits, redacted)" }

    /// Never the key.
    public var debugDescription: String { description }
}
