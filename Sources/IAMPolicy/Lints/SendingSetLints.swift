/// The checks L27 and L28.
enum SendingSetLints {
    /// How many policies an identity can have, and from when on that is close.
    private static let mostPolicies = (limit: 20, close: 16)
    /// From which size on a policy is close to the limit, in bytes.
    private static let closeSize = 3_276

    static func all(_ policies: [NamedPolicy], facts: SendingFacts) -> [Lint] {
        var lints: [Lint] = []
        if policies.count > mostPolicies.close {
            lints.append(
                Lint(
                    .sendingPolicyLimits, "The identity has \(policies.count) of \(mostPolicies.limit) policies.",
                    evidence: String(policies.count), fix: "Remove policies that nobody needs."))
        }
        for policy in policies where policy.document.size > closeSize {
            let limit = PolicySize.limit(.sending) ?? 0
            lints.append(
                Lint(
                    .sendingPolicyLimits, "\(policy.name) has \(policy.document.size) of \(limit) bytes.",
                    evidence: policy.name, fix: "Spread the statements over several policies."))
        }
        if facts.domainHasPolicies, !policies.isEmpty {
            lints.append(
                Lint(
                    .addressShadowsDomain,
                    "The address has policies of its own, which go before those of its domain.",
                    evidence: facts.identity, fix: "Put what the domain's policies grant on the address as well."))
        }
        return lints
    }
}
