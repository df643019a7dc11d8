public import Calls
public import Identifiers
import Wire

/// What callers have to be allowed for some work, in both accounts and in the cluster; the least that does.
public struct PermissionSet: Hashable, Sendable {
    /// What for.
    public let purpose: PermissionPurpose
    /// The EKS account.
    public let eksAccount: AccountID
    /// The SES account.
    public let sesAccount: AccountID
    /// The cluster, in words: `cluster mail-prod`.
    public let cluster: String
    /// Who gets the rights in the cluster, a user's name there; nil is not known.
    public var clusterUser: String?
    /// The ways that a message may go, for ``PermissionPurpose/send``.
    var ways: Set<PermissionWay> = Set(PermissionWay.allCases)
    /// Whether these are only some of what the work needs: what is missing.
    var isPart = false
    /// The actions in the EKS account.
    private(set) var eks: [ActionGrant] = []
    /// The actions in the SES account.
    private(set) var ses: [ActionGrant] = []
    /// The rights in the cluster.
    private(set) var rights: [KubernetesRight] = []

    /// Nothing yet.
    init(_ purpose: PermissionPurpose, eks: AccountID, ses: AccountID, cluster: String) {
        self.purpose = purpose
        eksAccount = eks
        sesAccount = ses
        self.cluster = cluster
    }

    /// The rights in the cluster, in the order of their need.
    public var clusterRights: [KubernetesRight] { rights }

    /// Whether a side needs nothing.
    public func isEmpty(_ side: Side) -> Bool {
        switch side {
        case .eks: eks.isEmpty
        case .ses: ses.isEmpty
        case .kubernetes: rights.isEmpty
        }
    }

    /// The account of a side; the cluster belongs to the EKS account.
    public func account(_ side: Side) -> AccountID { side == .ses ? sesAccount : eksAccount }

    /// The actions of an account's caller, in the order of their need.
    public func grants(_ side: Side) -> [ActionGrant] {
        switch side {
        case .eks: eks
        case .ses: ses
        case .kubernetes: []
        }
    }

    /// Adds what calls need, each thing once.
    ///
    /// - Parameters:
    ///   - calls: The calls.
    ///   - partition: The partition of the accounts.
    ///   - role: The ARN of a role whose path its name does not tell.
    mutating func add(_ calls: [Call], partition: Partition, role: ARN?) {
        for call in calls {
            if let right = call.right {
                // A review of oneself is everybody's right (RBAC's system:basic-user).
                if call.operation != .selfSubjectReview { add(right) }
                continue
            }
            for var grant in call.grants(partition: partition.id, account: account(call.side).text) {
                if let role, grant.resource.hasSuffix(":role/\(role.resourceName.lastPart)") {
                    // A role that is not there yet has no path: reading it is asked about on its name alone.
                    if !call.operation.effect.writes, grant.resource != role.text { add(grant, call.side) }
                    grant.resource = role.text
                }
                add(grant, call.side)
            }
        }
    }

    /// Adds an action, once.
    mutating func add(_ grant: ActionGrant, _ side: Side) {
        if side == .ses, !ses.contains(grant) { ses.append(grant) }
        if side == .eks, !eks.contains(grant) { eks.append(grant) }
    }

    /// Adds a right, once; the name `*` is every name.
    public mutating func add(_ right: KubernetesRight) {
        var right = right
        if right.name == "*" { right.name = nil }
        if !rights.contains(right) { rights.append(right) }
    }
}

extension String {
    /// What stands behind the last slash.
    fileprivate var lastPart: String { split(separator: "/").last.map(String.init) ?? self }
}
