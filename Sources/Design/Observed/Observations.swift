public import Calls
public import Identifiers
public import Wire

/// What was seen of the world, each call made once: plan, discovery, lints and the meaning of a refusal are functions
/// of this one value.
///
/// It is calls and their answers, in the form of the AWS CLI and the API server, and can be written down and read back
/// without loss (``ObservationsDocument``); what people read from it are typed views.
public struct Observations: Sendable {
    private var answers: [Call: Answer] = [:]

    /// Nothing asked yet.
    public init() {}

    /// The calls made so far.
    public var calls: Set<Call> { Set(answers.keys) }

    /// How many calls were made so far.
    public var count: Int { answers.count }

    /// Whether an answer of this kind is among them.
    public func contains(where isMeant: (Answer) -> Bool) -> Bool { answers.values.contains(where: isMeant) }

    /// When the newest answer came; the start of 1970 where there is none.
    public var latest: Timestamp {
        answers.values.map(\.at).max { $0.secondsSinceEpoch < $1.secondsSinceEpoch } ?? Timestamp(secondsSinceEpoch: 0)
    }

    /// The answer to a call; nil when it was not made.
    public subscript(_ call: Call) -> Answer? {
        get { answers[call] }
        set { answers[call] = newValue }
    }

    /// The answer to a call as one kind of thing; nil when it was not made.
    public subscript<View>(_ read: Read<View>) -> Observed<View>? {
        answers[read.call].map { Observed($0, to: read.call) }
    }

    /// Takes over all answers of `other`; a newer answer replaces an older one.
    public mutating func merge(_ other: Observations) {
        answers.merge(other.answers) { _, new in new }
    }

    /// Takes over what an answer tells of other reads, as far as they were not made themselves.
    public mutating func fill(_ answer: Answer, to call: Call) {
        guard let value = answer.value else { return }
        for (read, value) in call.operation.implies(call, value) where answers[read] == nil {
            answers[read] = Answer(.success(value), at: answer.at, caller: answer.caller, isWhole: answer.isWhole)
        }
    }

    /// Takes over what the answer of a write tells of reads that need not be made then.
    public mutating func take(_ answer: Answer, to call: Call) {
        guard let value = answer.value else { return }
        for (read, value) in call.operation.implies(call, value) {
            answers[read] = Answer(.success(value), at: answer.at, caller: answer.caller, isWhole: answer.isWhole)
        }
    }
}

extension Observations: Hashable {
    /// Whether the same was asked, and the same answered.
    public static func == (left: Observations, right: Observations) -> Bool { left.answers == right.answers }

    /// Hashes the calls, not their answers, which may be long.
    public func hash(into hasher: inout Hasher) { hasher.combine(calls) }
}

extension Observations {
    /// Who a side's caller is.
    public func caller(_ side: Side) -> Observed<CallerState>? { self[.caller(side)] }

    /// The cluster of this name.
    public func cluster(_ name: ClusterName, in region: Region?) -> Observed<ClusterState>? {
        self[.cluster(name, in: region)]
    }

    /// The names of the clusters.
    public func clusters(in region: Region?) -> Observed<[String]>? { self[.clusters(in: region)]?.map(\.names) }

    /// The provider at this ARN.
    public func provider(_ arn: ARN) -> Observed<ProviderState>? { self[.provider(arn)] }

    /// The role of this name, with the organisation of its account where that was read.
    public func role(_ name: RoleName) -> Observed<RoleState>? {
        let role = self[.role(name)]
        guard let organization = self[.organization]?.value?.id else { return role }
        return role?.map { role in
            var role = role
            role.organization = organization
            return role
        }
    }

    /// The managed policies attached to a role.
    public func attachedPolicies(_ role: RoleName) -> Observed<[ARN]>? { self[.attachedPolicies(role)]?.map(\.arns) }

    /// The managed policy at this ARN with the document of its default version; nil while one of both was not asked.
    public func policy(_ arn: ARN) -> Observed<PolicyState>? {
        self[.managedPolicy(arn)]?.joined { policy in
            self[.policyVersion(arn, policy.defaultVersion)]?.map { version in
                PolicyState(defaultVersion: policy.defaultVersion, document: version.document, tags: policy.tags)
            }
        }
    }

    /// SES as one account sees it.
    public func sendingAccount(_ side: Side, in region: Region?) -> Observed<SendingAccountState>? {
        self[.sendingAccount(side, in: region)]
    }

    /// An identity of one account.
    public func identity(_ side: Side, _ identity: SESIdentity, in region: Region?) -> Observed<IdentityState>? {
        self[.identity(side, identity, in: region)]
    }

    /// The identities of one account.
    public func identities(_ side: Side, in region: Region?) -> Observed<[ListedIdentity]>? {
        self[.identities(side, in: region)]?.map(\.identities)
    }

    /// A namespace.
    public func namespace(_ name: Namespace) -> Observed<ObjectState>? { self[.namespace(name)] }

    /// The names of the namespaces, sorted.
    public var namespaces: Observed<[String]>? { self[.namespaces]?.map { $0.objects.map(\.name).sorted() } }

    /// A service account.
    public func serviceAccount(_ namespace: Namespace, _ name: ServiceAccountName) -> Observed<ObjectState>? {
        self[.serviceAccount(namespace, name)]
    }

    /// The service accounts of a namespace.
    public func serviceAccounts(_ namespace: Namespace) -> Observed<[ObjectState]>? {
        self[.serviceAccounts(namespace)]?.map(\.objects)
    }

    /// A deployment.
    public func deployment(_ namespace: Namespace, _ name: String) -> Observed<ObjectState>? {
        self[.deployment(namespace, name)]
    }
}
