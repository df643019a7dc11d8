/// The outcome of a decision; the raw value is what documents of `sesame evaluate` carry.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// Every side that must allow does, and nothing denies.
    case allowed = "Allowed"
    /// Nothing denies, but a side that must allow does not.
    case implicitlyDenied = "ImplicitlyDenied"
    /// A Deny statement applies.
    case explicitlyDenied = "ExplicitlyDenied"
}
