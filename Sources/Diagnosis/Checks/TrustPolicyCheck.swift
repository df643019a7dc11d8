import Calls
import Design
import Identifiers

extension Check {
    /// The trust policy as the token meets it, claim by claim.
    static let trustPolicy = Check(
        "trust-policy", .trust, "the trust policy, claim by claim",
        codes: [
            "TRUST-STATEMENT", "TRUST-KEY-SCHEME", "TRUST-KEY-ISSUER", "TRUST-PROVIDER-ACCOUNT", "TRUST-PROVIDER",
            "TRUST-SUBJECT", "TRUST-AUDIENCE", "TRUST-DEPENDS",
        ],
        after: ["role-exists"],
        applies: { $0.token != nil && $0.role != nil },
        reads: { context in context.subject.role.map { [Read.role($0.name).call] } ?? [] },
        right: { context in "lets in \(context.subject.token?.subject ?? "the pods")" },
        findings: { context in
            guard let role = context.role?.value, let token = context.subject.token else { return [] }
            let place = "role \(role.arn.resourceName), trust policy"
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
                let gap = TrustView(role: role, token: token).gap
                return [context.finding(gap?.code ?? "TRUST-STATEMENT")]
            }
        })
}

extension TrustView.Gap {
    /// The code of the finding.
    var code: String {
        switch self {
        case .keyWithScheme: "TRUST-KEY-SCHEME"
        case .keyOfOtherIssuer: "TRUST-KEY-ISSUER"
        case .providerOfOtherAccount: "TRUST-PROVIDER-ACCOUNT"
        case .otherProvider: "TRUST-PROVIDER"
        case .subject: "TRUST-SUBJECT"
        case .audience: "TRUST-AUDIENCE"
        case .other: "TRUST-STATEMENT"
        }
    }
}
