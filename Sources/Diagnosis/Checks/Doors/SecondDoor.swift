import Calls
import Design
import IAMPolicy
import Identifiers

/// Door 2 as the sending policies of an identity judge a message, and what stands in the way.
///
/// The one judge of that door: what the check says of it, a refused send means and is predicted of one.
struct SecondDoor: Sendable {
    /// What stands in the way.
    enum Gap: Sendable {
        /// The identity has no sending policy.
        case noPolicy
        /// A sending policy forbids it.
        case deny(Decision)
        /// A policy lets in what is only an ID now: a role or user that was deleted.
        case deadPrincipal(String, NearestMiss?)
        /// The policies were put for an earlier role of this name, with that ID.
        case earlierRole(String)
        /// The policies let in somebody else.
        case principal(NearestMiss)
        /// Some actions are missing, and others of a send are allowed.
        case action([String])
        /// A statement is about another resource.
        case resource(NearestMiss)
        /// A statement has a condition that this message does not meet.
        case condition(NearestMiss)
        /// Nothing that comes near; the reason is a sentence.
        case other(String)
    }

    let design: DelegateSending
    /// The sending policies that could be read, by name.
    let policies: [NamedPolicy]
    /// Whether the door is open.
    let verdict: LinkVerdict
    /// What stands in the way; nil unless the door is closed for certain.
    let gap: Gap?
    /// The evaluator's words for a closed door.
    let reason: String?

    /// Judges a message.
    ///
    /// - Parameters:
    ///   - design: Who sends as whom.
    ///   - identity: The identity with its policies.
    ///   - role: The role; nil where it was not read or does not exist.
    init(_ design: DelegateSending, _ identity: IdentityState, _ role: RoleState?) {
        self.design = design
        var policies: [NamedPolicy] = []
        var unreadable: String?
        for (name, text) in identity.policies.sorted(by: { $0.key < $1.key }) {
            do throws(PolicyReadError) {
                policies.append(NamedPolicy(name, try PolicyDocument.read(text, kind: .sending)))
            } catch {
                unreadable = unreadable ?? "the sending policy \(name) cannot be read, \(error.description)"
            }
        }
        self.policies = policies
        let actions = design.sendingActions
        func judged(_ policies: [NamedPolicy]) -> [Judged] {
            actions.map { action in
                let request = design.sendRequest(action, role: role, receiver: design.receiver?.text)
                let set = PolicySet(identity: [DelegateSending.everything], resource: policies)
                return Judged(action: action, judgement: Evaluator.judge(request, set))
            }
        }
        var all = judged(policies)
        var earlier: String?
        // A statement that was put for an earlier role looks right and grants nothing.
        if let role, LinkVerdict(all: all.map { LinkVerdict($0.judgement) }).isYes,
            let mark = policies.lazy.compactMap({ Self.otherMark($0, role, design) }).first
        {
            let rest = judged(policies.filter { Self.otherMark($0, role, design) == nil })
            if rest.contains(where: { $0.judgement.answer == .no }) {
                all = rest
                earlier = mark
            }
        }
        let isDenied = all.contains { $0.judgement.decision?.decision == .explicitlyDenied }
        let verdict = LinkVerdict(all: all.map { LinkVerdict($0.judgement) })
        if let unreadable, !isDenied, !verdict.isYes {
            self.verdict = .cannotTell(unreadable)
        } else {
            self.verdict = verdict
        }
        guard self.verdict.isNo else {
            gap = nil
            reason = nil
            return
        }
        reason = all.first { $0.judgement.answer == .no }?.judgement.reason
        gap = earlier.map { .earlierRole($0) } ?? Self.gap(all, policies, design)
    }

    private struct Judged {
        let action: String
        let judgement: Judgement
    }

    /// The ID of an earlier role that a policy was put for, where it lets in this role by name.
    private static func otherMark(_ policy: NamedPolicy, _ role: RoleState, _ design: DelegateSending) -> String? {
        let isAboutRole = policy.document.statements.contains { statement in
            statement.principal?.principals.contains { $0.text == design.roleARN.text } ?? false
        }
        guard isAboutRole, let mark = SendingPolicyMark.roleID(in: policy.document.json) else { return nil }
        return mark == role.roleID ? nil : mark
    }

    private static func gap(_ judged: [Judged], _ policies: [NamedPolicy], _ design: DelegateSending) -> Gap {
        let refused = judged.filter { $0.judgement.answer == .no }
        let decisions = refused.compactMap(\.judgement.decision)
        if let denied = decisions.first(where: { $0.decision == .explicitlyDenied }) { return .deny(denied) }
        if policies.isEmpty { return .noPolicy }
        if refused.count < judged.count { return .action(refused.map(\.action)) }
        guard let decision = decisions.first else { return .other("") }
        let misses = decision.nearestMisses
        let elements = misses.first.map { Set($0.failures.map(\.element)) }
        // Of several as near, the setup's own tells more than somebody else's.
        let near = misses.filter { Set($0.failures.map(\.element)) == elements }
        let miss = near.first { $0.statement.policy == design.sendingPolicyName.text } ?? near.first
        let dead = near.lazy.compactMap { miss in
            principals(of: miss, policies).first { $0.isDead && $0.text.hasPrefix("AROA") }.map { ($0.text, miss) }
        }.first
        guard let miss else { return .other(decision.reason) }
        switch elements {
        case [.principal]:
            return dead.map { .deadPrincipal($0.0, $0.1) } ?? .principal(miss)
        case [.resource], [.resource, .condition]: return .resource(miss)
        case [.condition]: return .condition(miss)
        default: return .other(decision.reason)
        }
    }

    private static func principals(of miss: NearestMiss, _ policies: [NamedPolicy]) -> [Principal] {
        guard let document = policies.first(where: { $0.name == miss.statement.policy })?.document,
            document.statements.indices.contains(miss.statement.index)
        else { return [] }
        return document.statements[miss.statement.index].principal?.principals ?? []
    }
}
