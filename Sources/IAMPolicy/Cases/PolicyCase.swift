/// One case of `sesame evaluate`: a request, the policies that apply, and perhaps what should come out.
public struct PolicyCase: Hashable, Sendable {
    /// The case's name; its place where it has none.
    public let name: String
    /// The request to decide.
    public let request: PolicyRequest
    /// The policies that apply.
    public let policies: PolicySet
    /// The expected outcome, if the case names one.
    public let expected: Verdict?
    /// The policy types expected to be to blame, if the case names them.
    public let blame: [Blame]?
    /// Why the expectation should not fail a build, if the case says so.
    public let unsure: String?

    /// Decides the case.
    public func decide() -> Decision { Evaluator.decide(request, policies) }
}
