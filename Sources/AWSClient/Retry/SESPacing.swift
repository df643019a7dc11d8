import Synchronization

/// The gate for SES's calls other than sends, and for look-ups in CloudTrail's history.
///
/// SES documents one such request per second for an account and region, CloudTrail two, and neither says anything of
/// bursts. So requests go at once until one is throttled for the first time; from then on they go at that pace. Both
/// callers share one gate, as they may turn out to be one account.
public final class SESPacing: Sendable {
    /// One account in one region, of SES or of CloudTrail.
    struct Lane: Hashable, Sendable {
        var account: String
        var region: String
        var isTrail = false
    }

    private let interval: Int64
    private let nextSlots = Mutex<[Lane: Int64]>([:])

    /// Creates a gate.
    ///
    /// - Parameter interval: The time between two requests to SES once it has throttled, in milliseconds; CloudTrail's is half.
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
            slots[lane] = start + interval(of: lane)
            return start - now
        }
    }

    /// SES has throttled a request: from now on the lane is paced.
    func throttled(_ lane: Lane, now: Int64) {
        nextSlots.withLock { slots in
            slots[lane] = max(slots[lane] ?? 0, now + interval(of: lane))
        }
    }

    private func interval(of lane: Lane) -> Int64 { lane.isTrail ? interval / 2 : interval }
}
