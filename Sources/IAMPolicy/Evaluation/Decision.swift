/// What was decided, who is to blame, and why.
///
/// Explanations are made when asked for, so that deciding alone stays cheap.
public struct Decision: Sendable {
    /// The outcome.
    public let decision: Verdict
    /// The policy types that decided against the request, in a fixed order; empty when it is allowed.
    public let blame: [Blame]
    /// The statement that decided: the Deny, or the Allow that grants; nil when no statement applies.
    public let deciding: StatementReference?
    /// Every Allow statement that applied where one was needed, caller's side first.
    public let grants: [StatementReference]
    /// The request that was decided.
    public let request: PolicyRequest
    /// The policies it was decided by.
    public let policies: PolicySet
    /// What was taken for true of conditions on unknown keys.
    let assumption: Assumption

    /// Whether the request may go ahead.
    public var isAllowed: Bool { decision == .allowed }

    /// For an implicit denial the statements that came closest, per policy type to blame, nearest first.
    public var nearestMisses: [NearestMiss] { Explanation.nearestMisses(of: self) }

    /// The decision in words: what decided, or what was missing and how near the nearest statement came.
    public var reason: String { Explanation.reason(of: self) }
}

/// The outcome of a decision; the raw value is what documents of `sesame evaluate` carry.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// Every side that must allow does, and nothing denies.
    case allowed = "Allowed"
    /// Nothing denies, but a side that must allow does not.
    case implicitlyDenied = "ImplicitlyDenied"
    /// A Deny statement applies.
    case explicitlyDenied = "ExplicitlyDenied"
}
