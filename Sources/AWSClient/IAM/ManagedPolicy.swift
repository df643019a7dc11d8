/// A customer managed policy (GetPolicy, CreatePolicy).
public struct ManagedPolicy: Hashable, Sendable {
    /// The policy's ARN.
    public var arn: String
    /// The unique id, `ANPA…`.
    public var id: String
    /// The name.
    public var name: String
    /// The path.
    public var path: String
    /// The version that counts, for example `v3`.
    public var defaultVersionID: String
    /// How many users, groups and roles it is attached to.
    public var attachmentCount: Int
    /// The description.
    public var description: String?
    /// Its tags.
    public var tags: [AWSTag]
}
