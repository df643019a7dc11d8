import Digest
import Synchronization

/// Derives signing keys and keeps the recent ones, because deriving one costs four hashes.
final class SigningKeys: Sendable {
    private struct Entry {
        var secret: String
        var key: HMACSHA256
    }

    private static let limit = 512
    private let entries = Mutex<[String: Entry]>([:])

    /// The signing key of a secret for a credential scope.
    func key(secret: String, claims: SignatureClaims) -> HMACSHA256 {
        let name = claims.accessKeyID + "/" + claims.scope
        if let kept = entries.withLock({ $0[name] }), kept.secret == secret { return kept.key }
        let day = HMACSHA256(key: Array("AWS4".utf8) + Array(secret.utf8)).code(claims.day)
        let region = HMACSHA256(key: day).code(claims.region)
        let service = HMACSHA256(key: region).code(claims.service)
        let key = HMACSHA256(key: HMACSHA256(key: service).code("aws4_request"))
        entries.withLock { entries in
            if entries.count >= Self.limit { entries.removeAll() }
            entries[name] = Entry(secret: secret, key: key)
        }
        return key
    }
}
