import IAMPolicy
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

    /// The ID of its organisation, `o-…`; nil outside of one.
    public var organization: String?

    /// The service control policies of its organisation, which limit what its principals may do; none outside of one.
    ///
    /// `FullAWSAccess` stands beside them, as organisations have it.
    public var serviceControl: [StoredPolicy] = []

    /// The resource control policies of its organisation, which limit who may use its roles.
    public var resourceControl: [StoredPolicy] = []

    /// Earlier states of IAM that other services may still see, oldest first.
    private var earlier: [(changed: Timestamp, before: IAMState)] = []

    /// Creates an empty account.
    public init(number: String, alias: String? = nil) {
        self.number = number
        self.alias = alias
    }

    /// The service control policies as one level of an organisation.
    var serviceControlLevels: [[NamedPolicy]] {
        guard !serviceControl.isEmpty, let all = AWSManagedPolicies.fullAccess else { return [] }
        return [[NamedPolicy("FullAWSAccess", all.document)] + Self.named(serviceControl, "scp")]
    }

    /// The resource control policies as one level of an organisation.
    var resourceControlLevels: [[NamedPolicy]] {
        resourceControl.isEmpty ? [] : [Self.named(resourceControl, "rcp")]
    }

    private static func named(_ policies: [StoredPolicy], _ name: String) -> [NamedPolicy] {
        policies.enumerated().map { NamedPolicy("\(name)-\($0.offset + 1)", $0.element.document) }
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
