import Digest
import Synchronization

/// Prepared signing keys of recent signatures.
///
/// A key depends on secret, day, region and service, so a program uses a handful for hours, while deriving one costs
/// four HMACs.
final class SigningKeyCache: Sendable {
    private struct Entry {
        var secret: String
        var day: String
        var region: String
        var service: String
        var key: HMACSHA256
    }

    private let entries = Mutex<[Entry]>([])
    private let limit = 16

    init() {}

    /// The prepared key for a credential scope.
    func key(secret: String, day: String, region: String, service: String) -> HMACSHA256 {
        let known = entries.withLock { entries in
            entries.first {
                $0.region == region && $0.service == service && $0.day == day && $0.secret == secret
            }?.key
        }
        if let known { return known }
        var key = HMACSHA256.code(key: Array("AWS4\(secret)".utf8), message: Array(day.utf8))
        key = HMACSHA256.code(key: key, message: Array(region.utf8))
        key = HMACSHA256.code(key: key, message: Array(service.utf8))
        let prepared = HMACSHA256(key: HMACSHA256.code(key: key, message: Array("aws4_request".utf8)))
        entries.withLock { entries in
            if entries.count >= limit { entries.removeFirst() }
            entries.append(Entry(secret: secret, day: day, region: region, service: service, key: prepared))
        }
        return prepared
    }
}
