import Calls
import Design
import IAMPolicy
import Identifiers

/// Door 1 as its policies judge a message: whether the role may send, and what stands in the way.
///
/// The one judge of that door: what the check says of it, a refused send means and is predicted of one.
struct FirstDoor: Sendable {
    /// What stands in the way.
    enum Gap: Sendable {
        /// Nothing is attached to the role and nothing written into it.
        case noPolicy
        /// The permissions policy is there and would do, and is not attached.
        case detached
        /// A policy of the role forbids it.
        case deny(Decision)
        /// The boundary does not allow it, or forbids it.
        case boundary(Decision)
        /// Some actions are missing, and others of a send are allowed.
        case action([String])
        /// A statement allows it, for another resource.
        case resource(NearestMiss)
        /// A statement allows it, under a condition that this message does not meet.
        case condition(NearestMiss)
        /// Everything but the right on the receiver's identity, which the sandbox asks for.
        case receiver(ARN)
        /// Nothing that comes near; the reason is a sentence.
        case other(String)
    }

    let design: DelegateSending
    /// What was read of the role's policies.
    let policies: RolePolicies
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
    ///   - seen: What was read.
    init(_ design: DelegateSending, _ seen: Observations) {
        let judge = Judge(design, seen, receiver: design.receiver?.text)
        let actions = design.sendingActions
        self.design = design
        policies = judge.policies
        let sender = judge.judgements(actions, on: design.identityARN)
        if sender.contains(where: { $0.judgement.answer == .no }) {
            verdict = judge.verdict(sender)
            gap = verdict.isNo ? Self.gap(sender, judge, of: actions.count) : nil
            reason = verdict.isNo ? sender.first { $0.judgement.answer == .no }?.judgement.reason : nil
            return
        }
        let (missing, all) = Self.rest(sender, judge, actions, seen)
        verdict = judge.verdict(all)
        gap = verdict.isNo ? missing : nil
        reason = verdict.isNo ? all.first { $0.judgement.answer == .no }?.judgement.reason : nil
    }

    /// Whether the role may use one more resource with the actions of a send: a configuration set.
    static func allows(_ resource: ARN, _ design: DelegateSending, _ seen: Observations) -> LinkVerdict {
        let judge = Judge(design, seen, receiver: design.receiver?.text)
        return judge.verdict(judge.judgements(SendingAction.always, on: resource))
    }

    /// What is asked for beside the sender: the receiver's identity in the sandbox, and templates.
    private static func rest(
        _ sender: [Judged], _ judge: Judge, _ actions: [String], _ seen: Observations
    ) -> (Gap?, [Judged]) {
        var all = sender
        var gap: Gap?
        if let alternatives = receiverARNs(judge.design, seen) {
            let judged = alternatives.map { judge.judgements(SendingAction.always, on: $0) }
            let best = judged.first { judge.verdict($0).isYes } ?? judged[0]
            all += best
            if best.contains(where: { $0.judgement.answer == .no }) {
                gap = self.gap(best, judge, receiver: alternatives[0])
            }
        }
        let templated = actions.filter { !SendingAction.always.contains($0) }
        if !templated.isEmpty {
            let judged = judge.judgements(templated, on: judge.design.templatesARN)
            all += judged
            if gap == nil, judged.contains(where: { $0.judgement.answer == .no }) {
                gap = self.gap(judged, judge, of: templated.count)
            }
        }
        return (gap, all)
    }

    /// The identities of the receiver that the sandbox may ask for, one of which has to be allowed; nil for none.
    private static func receiverARNs(_ design: DelegateSending, _ seen: Observations) -> [ARN]? {
        guard let receiver = design.receiver, design.receiverIdentity != nil else { return nil }
        let account = seen.sendingAccount(.eks, in: design.sesRegion)
        guard account.map({ $0.value?.productionAccess == false }) ?? design.eksSandbox else { return nil }
        var identities = [SESIdentity.address(receiver)]
        if let domain = seen.coveringDomain(of: receiver, .eks, in: design.sesRegion) {
            identities.append(.domain(domain))
        }
        return identities.map { design.identityARN($0, in: design.eksAccount) }
    }

    private static func gap(_ judged: [Judged], _ judge: Judge, receiver: ARN) -> Gap {
        let gap = gap(judged, judge, of: judged.count)
        switch gap {
        case .deny, .boundary: return gap
        case .noPolicy, .detached, .action, .resource, .condition, .receiver, .other: return .receiver(receiver)
        }
    }

    /// What the refusals on one resource have in common.
    private static func gap(_ judged: [Judged], _ judge: Judge, of count: Int) -> Gap {
        let refused = judged.filter { $0.judgement.answer == .no }
        let decisions = refused.compactMap(\.judgement.decision)
        if let denied = decisions.first(where: { $0.decision == .explicitlyDenied }) {
            return denied.blame == [.permissionsBoundary] ? .boundary(denied) : .deny(denied)
        }
        if let capped = decisions.first(where: { $0.blame == [.permissionsBoundary] }) { return .boundary(capped) }
        if judge.isDetached { return .detached }
        if judge.policies.entries.isEmpty { return .noPolicy }
        if refused.count < count { return .action(refused.map(\.action)) }
        guard let decision = decisions.first else { return .other("") }
        let misses = decision.nearestMisses.filter { $0.blame == .identity }
        guard let miss = misses.first else { return .other(decision.reason) }
        switch Set(miss.failures.map(\.element)) {
        case [.resource], [.resource, .condition]: return .resource(miss)
        case [.condition]: return .condition(miss)
        default: return .other(decision.reason)
        }
    }

    /// An action and what is said of it.
    struct Judged: Sendable {
        let action: String
        let judgement: Judgement
    }
}

/// What decides at door 1, gathered once.
private struct Judge {
    let design: DelegateSending
    let policies: RolePolicies
    /// Whether the setup's own policy would do and hangs nowhere on the role.
    let isDetached: Bool
    private let role: RoleState?
    private let receiver: String?
    /// The sending policies, which count as well inside one account.
    private let sending: [NamedPolicy]
    /// Why those could not be read.
    private let sendingUnread: String?

    init(_ design: DelegateSending, _ seen: Observations, receiver: String?) {
        self.design = design
        self.receiver = receiver
        role = seen.role(design.roleName)?.value
        policies = RolePolicies(design.roleName, seen)
        let arn = design.permissionsPolicyARN
        let own = seen.policy(arn)?.value.flatMap { try? PolicyDocument.read($0.document, kind: .identity) }
        isDetached =
            own.map(design.grantsAll) == true && seen.attachedPolicies(design.roleName)?.value?.contains(arn) == false
        guard design.eksAccount == design.sesAccount else {
            sending = []
            sendingUnread = nil
            return
        }
        let identity = seen.identity(.ses, design.identity, in: design.sesRegion)
        sending = (identity?.value?.policies ?? [:]).sorted { $0.key < $1.key }.compactMap { name, text in
            (try? PolicyDocument.read(text, kind: .sending)).map { NamedPolicy(name, $0) }
        }
        sendingUnread = identity.map(\.cannotTell) ?? "nobody asked"
    }

    func judgements(_ actions: [String], on resource: ARN) -> [FirstDoor.Judged] {
        let request = design.sendRequest(role: role, receiver: receiver)
        return actions.map { action in
            let set = PolicySet(
                identity: policies.entries.map(\.policy), resource: resource == design.identityARN ? sending : [],
                boundary: policies.boundary.map { [$0] } ?? [])
            let own = request.inOwnAccount(design.eksAccount.text, resource: resource.text, action: action)
            return FirstDoor.Judged(action: action, judgement: Evaluator.judge(own, set))
        }
    }

    /// The verdict on several; a Deny counts whatever else could not be read, a missing Allow does not.
    func verdict(_ judged: [FirstDoor.Judged]) -> LinkVerdict {
        LinkVerdict(
            all: judged.map { judged in
                let verdict = LinkVerdict(judged.judgement)
                let isDenied = judged.judgement.decision?.decision == .explicitlyDenied
                if isDenied || verdict.isYes && !policies.isBoundaryUnread { return verdict }
                return (policies.unread ?? sendingUnread).map { .cannotTell($0) } ?? verdict
            })
    }
}
