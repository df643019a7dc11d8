import Calls
import Design
import Identifiers

extension Check {
    /// The trust policy as the token meets it, claim by claim.
    static let trustPolicy = Check(
        "trust-policy", .trust, "the trust policy, claim by claim",
        codes: [
            "TRUST-STATEMENT", "TRUST-KEY-SCHEME", "TRUST-KEY-ISSUER", "TRUST-KEY", "TRUST-PROVIDER-ACCOUNT",
            "TRUST-PROVIDER", "TRUST-SUBJECT", "TRUST-AUDIENCE", "TRUST-WILDCARD", "TRUST-EXCLUDES", "TRUST-ACTION",
            "TRUST-DENY", "TRUST-DEPENDS",
        ],
        after: ["STS-ROLE-MISSING"],
        applies: { $0.token != nil && $0.role != nil },
        reads: { context in context.subject.role.map { [Read.role($0.name).call] } ?? [] },
        right: { context in "lets in \(context.subject.token?.subject ?? "the pods")" },
        findings: { context in
            guard let token = context.presentedToken, let name = context.subject.role?.name else { return [] }
            guard let role = context.role?.value else {
                return context.role == .absent
                    ? [context.notLooked("TRUST-STATEMENT", .trust, "there is no role to look at")] : []
            }
            let place = "role \(name.text), trust policy"
            switch token.judgeTrust(role) {
            case .yes: return []
            case .cannotTell(let reason):
                return [context.untold("TRUST-STATEMENT", .trust, reason, place: place)]
            case .depends(let on):
                return [
                    .depends(
                        "TRUST-DEPENDS", .trust, "Whether the role lets the pods in depends on the pod.", on,
                        place: place, account: token.account, call: "iam GetRole")
                ]
            case .no:
                let view = TrustView(role: role, token: token)
                var known: Set<String> = []
                return view.misses.filter { known.insert($0.gap.code).inserted }.map { miss in
                    TrustGapWords(context, view, token, name, miss).finding
                }
            }
        })
}
