import Synchronization

/// The gate for SES's calls other than sends.
///
/// SES documents one such request per second for an account and region and says nothing of bursts. So requests go at
/// once until SES throttles for the first time; from then on they go one per second. Both callers share one gate, as
/// they may turn out to be one account.
public final class SESPacing: Sendable {
    /// One account in one region.
    struct Lane: Hashable, Sendable {
        var account: String
        var region: String
    }

    private let interval: Int64
    private let nextSlots = Mutex<[Lane: Int64]>([:])

    /// Creates a gate.
    ///
    /// - Parameter interval: The time between two requests once SES has throttled, in milliseconds.
    public init(interval: Int64 = 1000) { self.interval = interval }

    /// Reserves the next moment for a request.
    ///
    /// - Parameters:
    ///   - lane: The account and region.
    ///   - now: The stopwatch, in milliseconds.
    /// - Returns: How long to wait, in milliseconds; 0 while the lane is not paced.
    func reserve(_ lane: Lane, now: Int64) -> Int64 {
        nextSlots.withLock { slots in
            guard let slot = slots[lane] else { return 0 }
            let start = max(slot, now)
            slots[lane] = start + interval
            return start - now
        }
    }

    /// SES has throttled a request: from now on the lane is paced.
    func throttled(_ lane: Lane, now: Int64) {
        nextSlots.withLock { slots in
            slots[lane] = max(slots[lane] ?? 0, now + interval)
        }
    }
}
