import Digest
import Wire

/// A service account's token, taken apart and checked against the cluster that is said to have signed it.
struct ServiceAccountToken {
    /// The claims.
    let claims: JSONValue

    /// Reads a token, or returns nil if it is none, another key signed it, or its time is over.
    init?(_ text: String, signer: TokenSigner, now: Timestamp) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let header = Self.json(parts[0]), header["alg"]?.string == "RS256",
            let claims = Self.json(parts[1]), let signature = Base64.decodeURL(parts[2]),
            let key = try? signer.publicKey(),
            key.verifies(signature: signature, of: Array("\(parts[0]).\(parts[1])".utf8)),
            let expires = claims["exp"]?.int, Int64(expires) > now.secondsSinceEpoch
        else { return nil }
        self.claims = claims
    }

    /// The audiences the token is for.
    var audiences: [String] {
        claims["aud"]?.array?.compactMap(\.string) ?? (claims["aud"]?.string).map { [$0] } ?? []
    }

    /// The service account, as namespace, name and uid.
    var account: (namespace: String, name: String, uid: String)? {
        guard let namespace = claims.at(["kubernetes.io", "namespace"])?.string,
            let name = claims.at(["kubernetes.io", "serviceaccount", "name"])?.string,
            let uid = claims.at(["kubernetes.io", "serviceaccount", "uid"])?.string
        else { return nil }
        return (namespace, name, uid)
    }

    private static func json(_ part: String) -> JSONValue? {
        Base64.decodeURL(part).flatMap { try? JSONValue.parse($0) }
    }
}
