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
        var prepared: Prepared
    }

    /// What a credential scope needs for every signature.
    struct Prepared {
        /// The signing key.
        var key: HMACSHA256
        /// The scope's text: day, region, service.
        var scope: String
    }

    private let entries = Mutex<[Entry]>([])
    private let limit = 16

    init() {}

    /// The prepared key for a credential scope.
    func key(secret: String, day: String, region: String, service: String) -> Prepared {
        // Compared in place: copying an entry costs more than comparing it.
        let known = entries.withLock { entries -> Prepared? in
            for index in entries.indices
            where entries[index].region == region && entries[index].service == service && entries[index].day == day
                && entries[index].secret == secret
            {
                return entries[index].prepared
            }
            return nil
        }
        if let known { return known }
        var key = HMACSHA256.code(key: Array("AWS4\(secret)".utf8), message: Array(day.utf8))
        key = HMACSHA256.code(key: key, message: Array(region.utf8))
        key = HMACSHA256.code(key: key, message: Array(service.utf8))
        let prepared = Prepared(
            key: HMACSHA256(key: HMACSHA256.code(key: key, message: Array("aws4_request".utf8))),
            scope: "\(day)/\(region)/\(service)/aws4_request")
        entries.withLock { entries in
            if entries.count >= limit { entries.removeFirst() }
            entries.append(Entry(secret: secret, day: day, region: region, service: service, prepared: prepared))
        }
        return prepared
    }
}
