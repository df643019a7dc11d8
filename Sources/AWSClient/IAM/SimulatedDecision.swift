/// What IAM's own policy simulator says of one action on one resource (SimulatePrincipalPolicy).
///
/// It looks at identity policies, boundary and service control policies; it knows nothing of resource policies of
/// other accounts.
public struct SimulatedDecision: Hashable, Sendable {
    /// The verdict.
    public enum Verdict: String, Hashable, Sendable {
        /// Allowed.
        case allowed
        /// Denied by a statement.
        case explicitDeny
        /// No statement allows it.
        case implicitDeny
    }

    /// The action, `ses:SendEmail`.
    public var action: String
    /// The resource, an ARN or `*`.
    public var resource: String
    /// The verdict.
    public var verdict: Verdict
    /// The policies whose statements matched.
    public var matchedPolicies: [String]
    /// Context keys that policies ask for and the question did not give.
    public var missingContext: [String]
    /// Whether the organization's policies allow it; nil outside an organization.
    public var allowedByOrganization: Bool?
    /// Whether the permissions boundary allows it; nil where there is none.
    public var allowedByBoundary: Bool?
}
