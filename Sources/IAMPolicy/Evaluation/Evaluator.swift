/// Decides requests by IAM's rules.
///
/// A Deny anywhere wins. Otherwise guard rails (service control policies, level by level) must allow, and then: across
/// accounts both the caller's side and the resource's policy; in one account either of them; for a role asked of STS
/// always its trust policy. The caller's side is the intersection of its own policies, boundary and session policy.
/// Source: IAM user guide, "Policy evaluation logic".
public enum Evaluator {
    /// Decides a request.
    ///
    /// Takes microseconds; explanations are made when the decision is asked for them.
    public static func decide(_ request: PolicyRequest, _ policies: PolicySet) -> Decision {
        let sides = Sides(request, policies)
        if let (blame, denies) = sides.denials {
            return Decision(
                decision: .explicitlyDenied, blame: blame, deciding: denies, grants: [], request: request,
                policies: policies)
        }
        let missing = sides.missing
        let grants = [sides.identity.allow, sides.resource.allow].compactMap(\.self)
        return Decision(
            decision: missing.isEmpty ? .allowed : .implicitlyDenied, blame: missing,
            deciding: missing.isEmpty ? sides.decidingGrant : nil, grants: grants, request: request,
            policies: policies)
    }
}
