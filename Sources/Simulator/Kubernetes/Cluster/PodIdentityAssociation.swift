public import Wire

/// An EKS Pod Identity association: a role for one service account, without web identity.
public struct PodIdentityAssociation: Sendable, Hashable {
    /// The association's id, `a-` and 17 characters.
    public var id: String
    /// The service account's namespace.
    public var namespace: String
    /// The service account's name.
    public var serviceAccount: String
    /// The role that pods get.
    public var roleARN: String
    /// The role of another account that is assumed with the first one, if any.
    public var targetRoleARN: String?
    /// What the trust policy of that other role may ask for, so that no other association takes it.
    public var externalID: String?
    /// When the association was made.
    public var createdAt: Timestamp
    /// The association's tags.
    public var tags: [String: String]

    /// Makes an association.
    public init(
        id: String, namespace: String, serviceAccount: String, roleARN: String, targetRoleARN: String? = nil,
        createdAt: Timestamp, tags: [String: String] = [:]
    ) {
        self.id = id
        self.namespace = namespace
        self.serviceAccount = serviceAccount
        self.roleARN = roleARN
        self.targetRoleARN = targetRoleARN
        self.createdAt = createdAt
        self.tags = tags
    }
}
