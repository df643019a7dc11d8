/// What a check of sending policies knows beyond the documents.
public struct SendingFacts: Hashable, Sendable {
    /// The ARN of the identity the policies are attached to.
    public var identity: String
    /// The ARN of the role that is to send; nil when unknown.
    public var role: String?
    /// The role's unique id, `AROA…`; nil when unknown.
    public var roleID: String?
    /// Whether the identity is an address whose domain is an identity with sending policies of its own.
    public var domainHasPolicies: Bool

    /// Gathers facts.
    public init(identity: String, role: String? = nil, roleID: String? = nil, domainHasPolicies: Bool = false) {
        self.identity = identity
        self.role = role
        self.roleID = roleID
        self.domainHasPolicies = domainHasPolicies
    }

    /// Whether the identity is a domain.
    var isDomain: Bool { SESResource.isDomain(identity) }
}
