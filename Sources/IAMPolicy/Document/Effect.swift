/// What a statement does when it applies.
public enum Effect: String, Hashable, Sendable {
    /// Grants what no Deny takes away.
    case allow = "Allow"
    /// Refuses, whatever else grants.
    case deny = "Deny"
}
