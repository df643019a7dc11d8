public import Wire

/// An IAM role (GetRole, CreateRole).
public struct Role: Hashable, Sendable {
    /// The role's ARN; for a moment after creation it may be the bare role id.
    public var arn: String
    /// The unique id, `AROA…`; a role made anew under the old name has another.
    public var id: String
    /// The name.
    public var name: String
    /// The path, `/` or `/team/`.
    public var path: String
    /// The trust policy as JSON, percent-encoding removed.
    public var trustPolicy: String
    /// The longest session in seconds.
    public var maxSessionSeconds: Int?
    /// The ARN of the permissions boundary, where one is set.
    public var permissionsBoundary: String?
    /// The description.
    public var description: String?
    /// When it was made.
    public var created: Timestamp?
    /// When it was last used, as far as IAM tracks it.
    public var lastUsed: Timestamp?
    /// The region it was last used in.
    public var lastUsedRegion: String?
    /// Its tags.
    public var tags: [AWSTag]
}
