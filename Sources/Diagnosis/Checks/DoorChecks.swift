import Calls
import Design
import IAMPolicy
import Identifiers

extension Check {
    /// Door 1: what the role may do, by all policies on it, its boundary included.
    static let firstDoor = Check(
        "first-door", .permissions, "what the role may do, by all its policies",
        codes: ["IAM-DOOR-1", "IAM-DENY", "IAM-BOUNDARY", "IAM-DEPENDS"],
        after: ["role-exists"],
        reads: { context in
            context.design.map { RolePolicies.reads($0.roleName, context.seen) } ?? []
        },
        right: { context in "may send as \(context.design?.identity.text ?? "the sender")" },
        findings: { context in
            guard let design = context.design, let role = context.role?.value else { return [] }
            let policies = RolePolicies(design.roleName, context.seen)
            switch design.judgeFirstDoor(policies, role) {
            case .yes, .cannotTell: return []
            case .depends(let on):
                return [
                    .depends(
                        "IAM-DEPENDS", .permissions, "Whether the role may send depends on the pod.", on,
                        place: "policies of role \(design.roleName.text)", account: design.eksAccount,
                        call: "iam GetPolicyVersion")
                ]
            case .no(let reason):
                let blame = design.blameAtFirstDoor(policies, role)
                let code = blame == .permissionsBoundary ? "IAM-BOUNDARY" : "IAM-DENY"
                return [context.finding(blame == nil ? "IAM-DOOR-1" : code) { $0.found = reason }]
            }
        })

    /// Door 2: whether the identity's sending policies let the role send.
    static let secondDoor = Check(
        "second-door", .sendingPolicy, "the sending policies of the identity",
        codes: ["SES-DOOR-2", "SES-DEPENDS"],
        reads: { context in
            context.design.map {
                [Read.identity(.ses, $0.identity, in: $0.sesRegion).call, Read.role($0.roleName).call]
            } ?? []
        },
        right: { context in "lets in role \(context.design?.roleName.text ?? "")" },
        findings: { context in
            guard let design = context.design, let role = context.role?.value,
                let identity = context.seen.identity(.ses, design.identity, in: design.sesRegion)?.value
            else { return [] }
            let place = "\(design.place(of: .ses)), identity \(design.identity.text)"
            switch design.judgeSecondDoor(identity, role) {
            case .yes: return []
            case .cannotTell(let reason): return [context.untold("SES-DOOR-2", .sendingPolicy, reason, place: place)]
            case .depends(let on):
                return [
                    .depends(
                        "SES-DEPENDS", .sendingPolicy,
                        "Whether the identity lets the role send depends on the pod.", on, place: place,
                        account: design.sesAccount, call: "ses GetEmailIdentity")
                ]
            case .no(let reason): return [context.finding("SES-DOOR-2") { $0.found = reason }]
            }
        })
}

extension CheckContext {
    /// What was read and cannot be judged.
    func untold(_ code: String, _ link: Link, _ reason: String, place: String) -> Finding {
        Finding(
            code: code, link: link, status: .unknown, title: "Cannot tell.", found: "cannot tell: \(reason)",
            place: place)
    }
}

extension Finding {
    /// A verdict that hangs on what only the pod's own request shows.
    static func depends(
        _ code: String, _ link: Link, _ title: String, _ on: [String], place: String, account: AccountID, call: String
    ) -> Finding {
        Finding(
            code: code, link: link, status: .unknown, title: title,
            expected: "open for the pods, whatever network or session they come with",
            found: "open only where \(on.joined(separator: "; "))", place: place,
            why: "Only the pod's own request shows that; from here it cannot be told.",
            evidence: on.map { Evidence(account: account.text, call: call, field: "Condition", value: $0) },
            fix: Fix(text: "Send from a pod: what its request shows settles it."))
    }
}
