import COpenSSL

/// An RSA public key that verifies RS256 signatures.
public struct RSAPublicKey: Hashable, Sendable {
    /// The modulus, big-endian without leading zeros: `n` of a JSON web key before base64url.
    public let modulus: [UInt8]

    /// The public exponent, big-endian without leading zeros: `e` of a JSON web key before base64url.
    public let exponent: [UInt8]

    private let box: KeyBox

    /// The key of two big-endian numbers.
    ///
    /// - Throws: ``DigestError/notAKey`` when they make none.
    public init(modulus: [UInt8], exponent: [UInt8]) throws(DigestError) {
        guard !modulus.isEmpty, !exponent.isEmpty, modulus.count <= 2048, exponent.count <= 2048,
            let box = KeyBox(sesame_rsa_public(modulus, modulus.count, exponent, exponent.count))
        else { throw .notAKey }
        try self.init(box: box)
    }

    init(box: KeyBox) throws(DigestError) {
        self.box = box
        self.modulus = Self.number(of: box, exponent: false)
        self.exponent = Self.number(of: box, exponent: true)
        if modulus.isEmpty || exponent.isEmpty { throw .notAKey }
    }

    /// Whether `signature` is this key's RS256 signature of `message`.
    public func verifies(signature: [UInt8], of message: [UInt8]) -> Bool {
        sesame_rs256_verify(box.pointer, message, message.count, signature, signature.count) == 1
    }

    /// Whether both are the same two numbers.
    public static func == (left: RSAPublicKey, right: RSAPublicKey) -> Bool {
        left.modulus == right.modulus && left.exponent == right.exponent
    }

    /// Feeds the two numbers to the hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(modulus)
        hasher.combine(exponent)
    }

    private static func number(of box: KeyBox, exponent: Bool) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 2048)
        let count = sesame_rsa_number(box.pointer, exponent ? 1 : 0, &bytes, bytes.count)
        return Array(bytes.prefix(count))
    }
}
