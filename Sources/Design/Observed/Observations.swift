public import Identifiers

/// The answers of the world to the questions asked so far.
///
/// Plan, discovery and doctor are functions of this one value.
public struct Observations: Sendable, Hashable {
    private var answers: [Question: Observed<Finding>] = [:]

    /// A typed answer, one case per kind of thing.
    public enum Finding: Hashable, Sendable {
        case caller(CallerState)
        case cluster(ClusterState)
        case names([String])
        case provider(ProviderState)
        case role(RoleState)
        case attached([ARN])
        case policy(PolicyState)
        case sendingAccount(SendingAccountState)
        case identity(IdentityState)
        case identities([ListedIdentity])
        case object(ObjectState)
        case objects([ObjectState])
    }

    /// Nothing asked yet.
    public init() {}

    /// The questions asked so far.
    public var questions: Set<Question> { Set(answers.keys) }

    /// The raw answer to a question, or nil when it was not asked.
    public subscript(_ question: Question) -> Observed<Finding>? {
        get { answers[question] }
        set { answers[question] = newValue }
    }

    /// Takes over all answers of `other`; a newer answer replaces an older one.
    public mutating func merge(_ other: Observations) {
        answers.merge(other.answers) { _, new in new }
    }

    /// Who a side's caller is.
    public func caller(_ side: Side) -> Observed<CallerState>? {
        read(.caller(side)) { if case .caller(let state) = $0 { state } else { nil } }
    }

    /// The cluster of this name.
    public func cluster(_ name: ClusterName) -> Observed<ClusterState>? {
        read(.cluster(name: name)) { if case .cluster(let state) = $0 { state } else { nil } }
    }

    /// The names of the clusters.
    public var clusters: Observed<[String]>? {
        read(.clusters) { if case .names(let names) = $0 { names } else { nil } }
    }

    /// The provider at this ARN.
    public func provider(_ arn: ARN) -> Observed<ProviderState>? {
        read(.provider(arn)) { if case .provider(let state) = $0 { state } else { nil } }
    }

    /// The role of this name.
    public func role(_ name: RoleName) -> Observed<RoleState>? {
        read(.role(name)) { if case .role(let state) = $0 { state } else { nil } }
    }

    /// The managed policies attached to a role.
    public func attachedPolicies(_ name: RoleName) -> Observed<[ARN]>? {
        read(.attachedPolicies(name)) { if case .attached(let arns) = $0 { arns } else { nil } }
    }

    /// The managed policy at this ARN.
    public func policy(_ arn: ARN) -> Observed<PolicyState>? {
        read(.policy(arn)) { if case .policy(let state) = $0 { state } else { nil } }
    }

    /// SES as one account sees it.
    public func sendingAccount(_ side: Side) -> Observed<SendingAccountState>? {
        read(.sendingAccount(side)) { if case .sendingAccount(let state) = $0 { state } else { nil } }
    }

    /// An identity of one account.
    public func identity(_ side: Side, _ identity: SESIdentity) -> Observed<IdentityState>? {
        read(.identity(side, identity)) { if case .identity(let state) = $0 { state } else { nil } }
    }

    /// The identities of one account.
    public func identities(_ side: Side) -> Observed<[ListedIdentity]>? {
        read(.identities(side)) { if case .identities(let list) = $0 { list } else { nil } }
    }

    /// A namespace.
    public func namespace(_ name: Namespace) -> Observed<ObjectState>? {
        read(.namespace(name)) { if case .object(let state) = $0 { state } else { nil } }
    }

    /// The names of the namespaces.
    public var namespaces: Observed<[String]>? {
        read(.namespaces) { if case .names(let names) = $0 { names } else { nil } }
    }

    /// A service account.
    public func serviceAccount(_ namespace: Namespace, _ name: ServiceAccountName) -> Observed<ObjectState>? {
        read(.serviceAccount(namespace, name)) { if case .object(let state) = $0 { state } else { nil } }
    }

    /// The service accounts of a namespace.
    public func serviceAccounts(_ namespace: Namespace) -> Observed<[ObjectState]>? {
        read(.serviceAccounts(namespace)) { if case .objects(let states) = $0 { states } else { nil } }
    }

    /// A deployment.
    public func deployment(_ namespace: Namespace, _ name: String) -> Observed<ObjectState>? {
        read(.deployment(namespace, name)) { if case .object(let state) = $0 { state } else { nil } }
    }

    private func read<Value: Sendable>(
        _ question: Question, _ pick: (Finding) -> Value?
    ) -> Observed<Value>? {
        guard let answer = answers[question] else { return nil }
        switch answer {
        case .value(let finding):
            guard let value = pick(finding) else { return .unreachable("the answer is of another kind") }
            return .value(value)
        case .absent: return .absent
        case .denied(let denial): return .denied(denial)
        case .unreachable(let reason): return .unreachable(reason)
        case .doubtful(let doubt): return .doubtful(doubt)
        }
    }
}
