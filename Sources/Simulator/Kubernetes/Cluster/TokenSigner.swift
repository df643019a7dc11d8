public import Digest
import Synchronization
public import Wire

/// Signs a cluster's service account tokens (RS256) with a key that is made when it is first needed.
///
/// Copies of a cluster share their signer, so a world keeps its key when it goes back to a scenario.
public final class TokenSigner: Sendable {
    private let key = Mutex<RSAPrivateKey?>(nil)

    /// Makes a signer without a key.
    public init() {}

    /// The key that tokens are checked with; makes the pair (RSA, 2048 bits) if there is none yet.
    ///
    /// - Throws: what the digest library reports when a key cannot be made.
    public func publicKey() throws -> RSAPublicKey {
        try pair().publicKey
    }

    /// The key's id as it stands in a token's header and in the JWKS: SHA-1 of the modulus, 40 hexadecimal digits.
    public func keyID() throws -> String {
        Hex.encode(SHA1.hash(try publicKey().modulus))
    }

    /// A signed token in compact form: header, claims and signature, base64url without padding, joined by dots.
    public func token(claims: JSONValue) throws -> String {
        let header: JSONValue = ["alg": "RS256", "kid": .string(try keyID())]
        let content = [header, claims].map { Base64.encodeURL(Array($0.serialized(.compact).utf8)) }
            .joined(separator: ".")
        let signature = try pair().sign(Array(content.utf8))
        return content + "." + Base64.encodeURL(signature)
    }

    /// The public key as a JSON Web Key Set.
    public func keySet() throws -> JSONValue {
        let key = try publicKey()
        return [
            "keys": [
                [
                    "use": "sig", "kty": "RSA", "kid": .string(try keyID()), "alg": "RS256",
                    "n": .string(Base64.encodeURL(key.modulus)), "e": .string(Base64.encodeURL(key.exponent)),
                ]
            ]
        ]
    }

    private func pair() throws -> RSAPrivateKey {
        try key.withLock { held in
            if let held { return held }
            let made = try RSAPrivateKey.generate(bits: 2048)
            held = made
            return made
        }
    }
}
