public import Wire

/// A version of a managed policy.
public struct PolicyVersion: Hashable, Sendable {
    /// The version, for example `v3`.
    public var id: String
    /// Whether it is the one that counts.
    public var isDefault: Bool
    /// The policy as JSON, percent-encoding removed; only GetPolicyVersion gives it.
    public var document: String?
    /// When it was made.
    public var created: Timestamp?
}
