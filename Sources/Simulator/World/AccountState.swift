import Wire

/// One AWS account: its IAM, its SES per region, and the access keys of its users.
public struct AccountState: Sendable {
    /// The 12-digit account number.
    public var number: String

    /// The account's alias, nil where none was set.
    public var alias: String?

    /// IAM as its own API shows it.
    public var iam = IAMState()

    /// SES by region; a region that was never used is absent and counts as a fresh sandbox.
    public var ses: [String: SESState] = [:]

    /// Earlier states of IAM that other services may still see, oldest first.
    private var earlier: [(changed: Timestamp, before: IAMState)] = []

    /// Creates an empty account.
    public init(number: String, alias: String? = nil) {
        self.number = number
        self.alias = alias
    }

    /// Keeps the present IAM state as one that other services still see for a while; called before a change.
    mutating func rememberIAM(at now: Timestamp, delay: Int) {
        forgetIAM(changedBefore: now, delay: delay)
        if delay > 0 { earlier.append((now, iam)) }
    }

    /// IAM as STS and SES see it: behind by the propagation delay.
    func effectiveIAM(at now: Timestamp, delay: Int) -> IAMState {
        guard delay > 0, !earlier.isEmpty else { return iam }
        return earlier.first { now.seconds(since: $0.changed) < delay }?.before ?? iam
    }

    private mutating func forgetIAM(changedBefore now: Timestamp, delay: Int) {
        earlier.removeAll { now.seconds(since: $0.changed) >= delay }
    }
}
