/// All policies that apply to a request, by what they are attached to.
public struct PolicySet: Hashable, Sendable {
    /// The caller's own policies, managed and inline, groups' included.
    public var identity: [NamedPolicy]
    /// The policies on the resource: sending policies of an SES identity, or the trust policy of a role.
    public var resource: [NamedPolicy]
    /// The caller's permissions boundary; empty when it has none.
    public var boundary: [NamedPolicy]
    /// The policies passed for the session; empty when none were.
    public var session: [NamedPolicy]
    /// Service control policies above the caller's account: one entry per level, top first; empty outside organisations.
    public var serviceControl: [[NamedPolicy]]
    /// Resource control policies above the resource's account, likewise; RCPFullAWSAccess is implied on each level.
    public var resourceControl: [[NamedPolicy]]

    /// Gathers policies.
    public init(
        identity: [NamedPolicy] = [], resource: [NamedPolicy] = [], boundary: [NamedPolicy] = [],
        session: [NamedPolicy] = [], serviceControl: [[NamedPolicy]] = [], resourceControl: [[NamedPolicy]] = []
    ) {
        self.identity = identity
        self.resource = resource
        self.boundary = boundary
        self.session = session
        self.serviceControl = serviceControl
        self.resourceControl = resourceControl
    }
}

/// A policy document under the name by which findings refer to it.
public struct NamedPolicy: Hashable, Sendable {
    /// The policy's name, for instance `ses-sender-policy`.
    public let name: String
    /// The document.
    public let document: PolicyDocument

    /// Names a document.
    public init(_ name: String, _ document: PolicyDocument) {
        self.name = name
        self.document = document
    }
}
