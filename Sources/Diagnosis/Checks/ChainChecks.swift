import Calls
public import Design
import IAMPolicy
import Identifiers

/// What the documents that were read say of the links trust, permissions (door 1) and sending policy (door 2), although
/// each resource by itself looks as it should.
public enum ChainChecks {
    /// What is broken, or hangs on what only a pod's own request shows, in the order of the links; empty where all three
    /// hold, and for what was not read.
    public static func findings(_ design: DelegateSending, _ observations: Observations) -> [Finding] {
        guard let role = observations.role(design.roleName)?.value else { return [] }
        let context = FailureContext(design: design, observations: observations)
        return [trust(role, design, context), firstDoor(role, design, context), secondDoor(role, design, context)]
            .compactMap(\.self)
    }

    private static func trust(
        _ role: RoleState, _ design: DelegateSending, _ context: FailureContext
    ) -> Finding? {
        switch design.judgeTrust(role) {
        case .yes, .cannotTell: return nil
        case .depends(let on):
            return depends(
                "TRUST-DEPENDS", .trust, "Whether the role lets the pods in depends on the pod.", on,
                place: "role \(design.roleName.text), trust policy", account: design.eksAccount, call: "iam GetRole")
        case .no:
            let gap = TrustView(role: role, design: design, audience: nil).gap
            return FailureMeaning.finding(gap?.code ?? "TRUST-STATEMENT", context: context)
        }
    }

    private static func firstDoor(
        _ role: RoleState, _ design: DelegateSending, _ context: FailureContext
    ) -> Finding? {
        let policies = RolePolicies(design.roleName, context.observations)
        switch design.judgeFirstDoor(policies, role) {
        case .yes, .cannotTell: return nil
        case .depends(let on):
            return depends(
                "IAM-DEPENDS", .permissions, "Whether the role may send depends on the pod.", on,
                place: "policies of role \(design.roleName.text)", account: design.eksAccount,
                call: "iam GetPolicyVersion")
        case .no(let reason):
            let blame = design.blameAtFirstDoor(policies, role)
            let code = blame == .permissionsBoundary ? "IAM-BOUNDARY" : "IAM-DENY"
            return told(blame == nil ? "IAM-DOOR-1" : code, reason, context)
        }
    }

    private static func secondDoor(
        _ role: RoleState, _ design: DelegateSending, _ context: FailureContext
    ) -> Finding? {
        guard let identity = context.observations.identity(.ses, design.identity, in: design.sesRegion)?.value else {
            return nil
        }
        switch design.judgeSecondDoor(identity, role) {
        case .yes, .cannotTell: return nil
        case .depends(let on):
            return depends(
                "SES-DEPENDS", .sendingPolicy, "Whether the identity lets the role send depends on the pod.", on,
                place: "\(design.place(of: .ses)), identity \(design.identity.text)", account: design.sesAccount,
                call: "ses GetEmailIdentity")
        case .no(let reason): return told("SES-DOOR-2", reason, context)
        }
    }

    /// The catalogue's finding, with what the evaluator found.
    private static func told(_ code: String, _ reason: String, _ context: FailureContext) -> Finding? {
        var finding = FailureMeaning.finding(code, context: context)
        finding?.found = reason
        return finding
    }

    private static func depends(
        _ code: String, _ link: Link, _ title: String, _ on: [String], place: String, account: AccountID, call: String
    ) -> Finding {
        Finding(
            code: code, link: link, status: .unknown, title: title,
            expected: "open for the pods, whatever network or session they come with",
            found: "open only where \(on.joined(separator: "; "))", place: place,
            why: "Only the pod's own request shows that; from here it cannot be told.",
            evidence: on.map { Finding.Evidence(account: account.text, call: call, field: "Condition", value: $0) },
            fix: Finding.Fix(text: "Send from a pod: what its request shows settles it."))
    }
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
