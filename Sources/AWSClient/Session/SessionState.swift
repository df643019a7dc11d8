import Synchronization

/// What copies of one session share: clock correction, learned account, retry quotas, signing keys.
final class SessionState: Sendable {
    private struct Learned {
        var skewSeconds: Int = 0
        var seenSkew: Int?
        var accounts: [String: String] = [:]
        var firstKey: String?
        var quotas: [String: RetryQuota] = [:]
    }

    private let learned = Mutex(Learned())

    /// The keys of recent signatures.
    let signingKeys = SigningKeyCache()

    /// How many seconds AWS's clock is ahead of this machine's.
    var skewSeconds: Int {
        get { learned.withLock { $0.skewSeconds } }
        set { learned.withLock { $0.skewSeconds = newValue } }
    }

    /// How many seconds AWS's clock was ahead of this machine's by the last answer; nil before the first.
    var seenSkew: Int? {
        get { learned.withLock { $0.seenSkew } }
        set { learned.withLock { $0.seenSkew = newValue } }
    }

    /// The account of a key, once STS told it.
    func account(ofKey keyID: String) -> String? {
        learned.withLock { $0.accounts[keyID] }
    }

    /// Remembers which account a key belongs to; a key never changes its account.
    func remember(account: String, ofKey keyID: String) {
        learned.withLock { $0.accounts[keyID] = account }
    }

    /// Whether no other key than this one has been used so far.
    func isFirst(key keyID: String) -> Bool {
        learned.withLock { learned in
            if learned.firstKey == nil { learned.firstKey = keyID }
            return learned.firstKey == keyID
        }
    }

    /// The retry quota of a service in a region.
    func quota(for service: AWSService, region: String) -> RetryQuota {
        learned.withLock { learned in
            let key = "\(service.rawValue) \(region)"
            if let quota = learned.quotas[key] { return quota }
            let quota = RetryQuota()
            learned.quotas[key] = quota
            return quota
        }
    }
}
