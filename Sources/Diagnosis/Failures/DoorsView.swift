import Calls
import Design
import IAMPolicy
import Identifiers

/// The two doors of a send as far as they were seen: the permissions policy and the sending policy.
struct DoorsView: Sendable {
    /// Whether a door is open; nil when its policies were not seen.
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
        let sending = identity?.policies.sorted { $0.key < $1.key }.compactMap { name, text in
            (try? PolicyDocument.read(text, kind: .sending)).map { NamedPolicy(name, $0) }
        }
        let permissions = Self.permissions(design, observations)
        let request = design.sendRequest(action, role: role, receiver: receiver ?? design.receiver?.text)
        let decision = Evaluator.decide(
            request, PolicySet(identity: permissions ?? [], resource: sending ?? []))
        isFirstOpen = permissions == nil ? nil : !decision.blame.contains(.identity)
        isSecondOpen = sending == nil ? nil : !decision.blame.contains(.resource)
        miss = decision.isAllowed || permissions == nil || sending == nil ? nil : decision.reason
        deadPrincipal = sending?.lazy.compactMap { SendingPolicyMark.deadPrincipal(in: $0.document.json) }.first
        let mark = sending?.lazy.compactMap { SendingPolicyMark.roleID(in: $0.document.json) }.first
        earlierRole = mark.flatMap { mark in role.flatMap { $0.roleID == mark ? nil : mark } }
    }

    /// The policies attached to the role that were seen; nil when that is not known.
    private static func permissions(_ design: DelegateSending, _ observations: Observations) -> [NamedPolicy]? {
        let wanted = design.permissionsPolicyARN
        let attached: [ARN]
        switch observations.attachedPolicies(design.roleName) {
        case .value(let arns): attached = arns
        case .absent: return []
        default: return nil
        }
        var policies: [NamedPolicy] = []
        for arn in attached {
            switch observations.policy(arn) {
            case .value(let state):
                guard let document = try? PolicyDocument.read(state.document, kind: .identity) else { return nil }
                policies.append(NamedPolicy(arn.resourceName, document))
            case .absent: continue
            // A policy that nobody read may grant the send: then nothing can be said.
            default: return nil
            }
        }
        return attached.contains(wanted) || !policies.isEmpty || attached.isEmpty ? policies : nil
    }
}
