/// The type under which a policy lists a principal.
public enum PrincipalType: String, Hashable, Sendable, CaseIterable {
    /// Accounts, users, roles and sessions.
    case aws = "AWS"
    /// Identity providers.
    case federated = "Federated"
    /// AWS services.
    case service = "Service"
    /// Canonical user ids, known to S3 only.
    case canonicalUser = "CanonicalUser"
}
