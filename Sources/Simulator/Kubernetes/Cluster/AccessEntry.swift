public import Wire

/// An EKS access entry: one IAM principal and what it is inside the cluster.
public struct AccessEntry: Sendable, Hashable {
    /// The principal's ARN as it was entered, for example `arn:aws:iam::111122223333:role/admin`.
    public var principalARN: String
    /// The unique id that the principal had when the entry was made (`AROA…`, `AIDA…`, or the account's id for root).
    ///
    /// A role that was deleted and created again has another id and is refused although its ARN is listed.
    public var principalID: String
    /// The user name inside the cluster; for a role `…:{{SessionName}}` is filled in per session.
    public var username: String
    /// Kubernetes groups of the principal.
    public var groups: [String]
    /// Names of EKS access policies, for example `AmazonEKSClusterAdminPolicy`.
    public var policies: [String]
    /// The namespaces that an access policy is limited to, by its name; one that is absent holds everywhere.
    public var namespaces: [String: [String]] = [:]
    /// When the entry was made.
    public var createdAt: Timestamp
    /// The entry's tags.
    public var tags: [String: String]

    /// Makes an access entry.
    public init(
        principalARN: String, principalID: String, username: String? = nil, groups: [String] = [],
        policies: [String] = ["AmazonEKSClusterAdminPolicy"], createdAt: Timestamp, tags: [String: String] = [:]
    ) {
        self.principalARN = principalARN
        self.principalID = principalID
        self.username = username ?? principalARN
        self.groups = groups
        self.policies = policies
        self.createdAt = createdAt
        self.tags = tags
    }
}
