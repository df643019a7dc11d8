/// Decides requests by IAM's rules.
///
/// A Deny anywhere wins. Otherwise guard rails (service control policies, level by level) must allow, and then: across
/// accounts both the caller's side and the resource's policy; in one account either of them; for a role asked of STS
/// always its trust policy. The caller's side is the intersection of its own policies, boundary and session policy.
/// Source: IAM user guide, "Policy evaluation logic".
public enum Evaluator {
    /// Decides a request by what is known for certain.
    ///
    /// Takes microseconds; explanations are made when the decision is asked for them. Where the request's context has
    /// unknown keys, an Allow that hangs on them does not count and a Deny does: ``judge(_:_:)`` tells the two apart.
    public static func decide(_ request: PolicyRequest, _ policies: PolicySet) -> Decision {
        decision(request, policies, Sides(request, policies, assuming: .worst), .worst)
    }

    /// Judges a request of which some keys are unknown: allowed, refused, or as those keys will have it.
    ///
    /// A definite answer holds whatever the unknown keys turn out to be, absent included. Costs what ``decide(_:_:)``
    /// costs where no key is unknown, and twice that otherwise.
    public static func judge(_ request: PolicyRequest, _ policies: PolicySet) -> Judgement {
        let worst = Sides(request, policies, assuming: .worst)
        let certain = decision(request, policies, worst, .worst)
        guard !request.context.unknown.isEmpty else { return Judgement(certain, certain, worst, worst) }
        let best = Sides(request, policies, assuming: .best)
        return Judgement(certain, decision(request, policies, best, .best), worst, best)
    }

    private static func decision(
        _ request: PolicyRequest, _ policies: PolicySet, _ sides: Sides, _ side: Assumption
    ) -> Decision {
        func decision(
            _ verdict: Verdict, _ blame: [Blame] = [], _ deciding: StatementReference? = nil,
            _ grants: [StatementReference] = []
        ) -> Decision {
            Decision(
                decision: verdict, blame: blame, deciding: deciding, grants: grants, request: request,
                policies: policies, assumption: side)
        }
        if request.needsNoPermission { return decision(.allowed) }
        if let (blame, denies) = sides.denials { return decision(.explicitlyDenied, blame, denies) }
        let missing = sides.missing
        let grants = [sides.identity.allow, sides.resource.allow].compactMap(\.self)
        guard missing.isEmpty else { return decision(.implicitlyDenied, missing, nil, grants) }
        return decision(.allowed, [], sides.decidingGrant, grants)
    }
}

extension PolicyRequest {
    /// Whether AWS answers the request whatever policies say: who a caller is, it may always ask.
    ///
    /// Source: STS API reference, GetCallerIdentity ("no permissions are required", an explicit Deny included).
    var needsNoPermission: Bool {
        principal.hasOwnPolicies && action.utf8.count == Self.alwaysAnswered.utf8.count
            && action.lowercased() == Self.alwaysAnswered
    }

    private static var alwaysAnswered: String { "sts:getcalleridentity" }
}
