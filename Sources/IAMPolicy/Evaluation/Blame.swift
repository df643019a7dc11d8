/// The policy type that decided against a request; the raw value is what documents of `sesame evaluate` carry.
public enum Blame: String, Hashable, Sendable, CaseIterable {
    /// The caller's own policies.
    case identity
    /// The policy on the resource, for instance a sending policy.
    case resource
    /// The trust policy of the role that is asked for.
    case trustPolicy = "trust-policy"
    /// The caller's permissions boundary.
    case permissionsBoundary = "permission-boundary"
    /// The policy passed when the session was made.
    case sessionPolicy = "session-policy"
    /// A service control policy above the caller's account.
    case serviceControlPolicy = "scp"
    /// A resource control policy above the resource's account.
    case resourceControlPolicy = "rcp"

    /// The policy type in words, with its article.
    public var words: String {
        switch self {
        case .identity: "the permissions policy"
        case .resource: "the resource's policy"
        case .trustPolicy: "the trust policy"
        case .permissionsBoundary: "the permissions boundary"
        case .sessionPolicy: "the session policy"
        case .serviceControlPolicy: "the service control policies"
        case .resourceControlPolicy: "the resource control policies"
        }
    }
}
