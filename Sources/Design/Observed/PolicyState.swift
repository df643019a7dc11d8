/// A managed policy with its default version (`iam:GetPolicy`, `iam:GetPolicyVersion`).
public struct PolicyState: Hashable, Sendable {
    /// The default version's ID, for example `v1`.
    public var defaultVersion: String
    /// The default version's document, percent-decoded JSON.
    public var document: String
    /// Its tags.
    public var tags: [Tag]

    /// A managed policy.
    public init(defaultVersion: String, document: String, tags: [Tag]) {
        self.defaultVersion = defaultVersion
        self.document = document
        self.tags = tags
    }
}
