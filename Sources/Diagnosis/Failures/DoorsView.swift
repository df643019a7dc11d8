import Calls
import Design
import IAMPolicy
import Identifiers

/// The two doors of a send as far as they were seen: the permissions policy and the sending policy.
struct DoorsView: Sendable {
    /// Whether a door is open; nil when its policies were not seen, or when it hangs on what only a pod's own request
    /// shows.
    let isFirstOpen: Bool?
    let isSecondOpen: Bool?
    /// What came closest at a closed door, in words.
    let miss: String?
    /// A principal of the sending policies that is only an ID now.
    let deadPrincipal: String?
    /// The role's ID that the sending policy was written for, where it is not today's.
    let earlierRole: String?

    /// - Parameters:
    ///   - design: Who sends as whom.
    ///   - observations: What was seen.
    ///   - action: The action that SES checks.
    ///   - receiver: Who gets the message; nil takes the answers' receiver.
    init(
        _ design: DelegateSending, _ observations: Observations, action: String = "ses:SendEmail",
        receiver: String? = nil
    ) {
        let identity = observations.identity(.ses, design.identity, in: design.sesRegion)?.value
        let role = observations.role(design.roleName)?.value
        let policies = RolePolicies(design.roleName, observations)
        let sending = identity?.policies.sorted { $0.key < $1.key }.compactMap { name, text in
            (try? PolicyDocument.read(text, kind: .sending)).map { NamedPolicy(name, $0) }
        }
        let request = design.sendRequest(action, role: role, receiver: receiver ?? design.receiver?.text)
        let judgement = Evaluator.judge(
            request,
            PolicySet(
                identity: policies.entries.map(\.policy), resource: sending ?? [],
                boundary: policies.boundary.map { [$0] } ?? []))
        // Inside one account one of the two may do, and then nothing is closed.
        let isAllowed = judgement.answer == .yes ? true : nil
        isFirstOpen = isAllowed ?? policies.judge(request.inOwnAccount(design.eksAccount.text)).certainty
        isSecondOpen =
            isAllowed
            ?? identity.flatMap { design.judgeSecondDoor($0, role, action: action, receiver: receiver).certainty }
        miss = judgement.answer == .no && isFirstOpen != nil && isSecondOpen != nil ? judgement.reason : nil
        deadPrincipal = sending?.lazy.compactMap { SendingPolicyMark.deadPrincipal(in: $0.document.json) }.first
        // A policy for another role says nothing of this one's earlier lives.
        let own = sending?.filter { policy in
            policy.document.statements.contains { statement in
                statement.principal?.principals.contains { $0.text == design.roleARN.text } ?? false
            }
        }
        let mark = own?.lazy.compactMap { SendingPolicyMark.roleID(in: $0.document.json) }.first
        earlierRole = mark.flatMap { mark in role.flatMap { $0.roleID == mark ? nil : mark } }
    }
}
