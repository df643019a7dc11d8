/// The rules of standard mode for one call: how often, after which wait, at what cost.
///
/// Values: the AWS SDKs' retry behaviour (standard mode), today's and the variant of 2026.
struct RetryStrategy {
    /// What to do after a failed attempt.
    enum Decision: Hashable {
        /// Another attempt after this many seconds.
        case retry(after: Double)
        /// The call has used its attempts.
        case maxAttempts
        /// The retry quota is used up.
        case quotaExceeded
        /// Trying again would not help.
        case final
    }

    let settings: RetrySettings
    let quota: RetryQuota
    /// The cost of the last retry of this call, given back on success.
    private(set) var lastCost: Int?

    init(settings: RetrySettings, quota: RetryQuota) {
        self.settings = settings
        self.quota = quota
    }

    /// Decides what follows a failed attempt.
    ///
    /// - Parameters:
    ///   - attempt: Which attempt failed, from 1.
    ///   - classification: What its end means.
    ///   - random: From 0 up to 1, for the jitter.
    ///   - serverDelay: The wait in seconds that the server asked for, where it did.
    /// - Returns: What to do next.
    mutating func afterFailure(
        attempt: Int, _ classification: RetryClassification, random: Double, serverDelay: Double? = nil
    ) -> Decision {
        guard classification != .final else { return .final }
        guard attempt < settings.maxAttempts else { return .maxAttempts }
        let cost = cost(of: classification)
        guard quota.take(cost) else { return .quotaExceeded }
        lastCost = cost
        let own = delay(attempt: attempt, classification, random: random)
        // A server may stretch a wait, by five seconds at most: the rule of the SDKs for x-amz-retry-after.
        guard let serverDelay else { return .retry(after: own) }
        return .retry(after: min(max(own, serverDelay), own + 5))
    }

    /// Gives tokens back after a success: the cost of the last retry, or 1 when there was none.
    func afterSuccess() { quota.giveBack(lastCost ?? 1) }

    private func cost(of classification: RetryClassification) -> Int {
        switch (settings.mode, classification) {
        case (.standard, .timeout): 10
        case (.standard, _): 5
        case (.standard2026, .throttling): 5
        case (.standard2026, _): 14
        }
    }

    private func delay(attempt: Int, _ classification: RetryClassification, random: Double) -> Double {
        let base = settings.mode == .standard2026 && classification != .throttling ? 0.05 : 1
        var delay = base
        for _ in 1..<max(attempt, 1) { delay *= 2 }
        return random * min(delay, settings.maxBackoff)
    }
}
