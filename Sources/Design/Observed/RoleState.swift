public import Identifiers

/// A role (`iam:GetRole`).
public struct RoleState: Hashable, Sendable {
    /// The ARN, path included.
    public var arn: ARN
    /// The unique ID, `AROA…`.
    public var roleID: String
    /// The trust policy as AWS keeps it, percent-decoded JSON.
    public var trustPolicy: String
    /// The permissions boundary's ARN, where there is one.
    public var boundary: ARN?
    /// Its tags.
    public var tags: [Tag]

    /// A role.
    public init(arn: ARN, roleID: String, trustPolicy: String, boundary: ARN?, tags: [Tag]) {
        self.arn = arn
        self.roleID = roleID
        self.trustPolicy = trustPolicy
        self.boundary = boundary
        self.tags = tags
    }
}
