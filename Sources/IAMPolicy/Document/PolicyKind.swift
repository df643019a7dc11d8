/// What a policy document is attached to, which decides its grammar and whom it speaks for.
public enum PolicyKind: String, Hashable, Sendable, CaseIterable {
    /// A permissions policy on a user, group or role (IAM: identity policy).
    case identity
    /// The permissions boundary of a user or role.
    case boundary
    /// The policy passed to AssumeRole, AssumeRoleWithWebIdentity or GetFederationToken.
    case session
    /// A service control policy of an organisation.
    case serviceControl
    /// A resource control policy of an organisation.
    case resourceControl
    /// The AssumeRolePolicyDocument of a role.
    case trust
    /// The sending policy of an SES identity (AWS: sending authorization policy).
    case sending
    /// Any other policy on a resource.
    case resource

    /// Whether statements of this kind say whom they are about.
    public var namesPrincipals: Bool {
        switch self {
        case .trust, .sending, .resource, .resourceControl: true
        case .identity, .boundary, .session, .serviceControl: false
        }
    }

    /// Whether statements of this kind name resources; a trust policy stands on its resource.
    public var namesResources: Bool { self != .trust }

    /// The policy type a finding names when this document is at fault.
    public var blame: Blame {
        switch self {
        case .identity: .identity
        case .boundary: .permissionsBoundary
        case .session: .sessionPolicy
        case .serviceControl: .serviceControlPolicy
        case .resourceControl: .resourceControlPolicy
        case .trust: .trustPolicy
        case .sending, .resource: .resource
        }
    }

    /// The kind in the words of the product, without an article.
    public var words: String {
        switch self {
        case .identity: "permissions policy"
        case .boundary: "permissions boundary"
        case .session: "session policy"
        case .serviceControl: "service control policy"
        case .resourceControl: "resource control policy"
        case .trust: "trust policy"
        case .sending: "sending policy"
        case .resource: "resource policy"
        }
    }
}
