import Synchronization

/// The retry quota: a bucket of tokens that failed attempts take from and successes give back to.
///
/// It keeps a client from hammering a service that is down: 500 tokens, 5 for a retry, 10 after a time-out
/// (the AWS SDKs' standard mode).
final class RetryQuota: Sendable {
    private let capacity: Int
    private let available: Mutex<Int>

    init(initial: Int = 500, capacity: Int = 500) {
        self.capacity = capacity
        available = Mutex(initial)
    }

    /// How many tokens are left.
    var left: Int { available.withLock { $0 } }

    /// Takes tokens for a retry; false, and nothing taken, when there are too few.
    func take(_ cost: Int) -> Bool {
        available.withLock { left in
            guard left >= cost else { return false }
            left -= cost
            return true
        }
    }

    /// Gives tokens back, never above the capacity.
    func giveBack(_ amount: Int) {
        available.withLock { $0 = min(capacity, $0 + amount) }
    }
}
