import Calls
import Identifiers
import Design

extension WizardState {
    /// Proposes credentials for the sides that have none; only what was named for this run is taken at once.
    ///
    /// Nothing of a profile runs, and nobody is asked, before a person says yes. The demo's are nobody's. On Diagnose,
    /// where nobody was shown yet whom Enter asks, what was named is proposed too.
    mutating func proposeCallers() -> [WizardEffect] {
        var effects: [WizardEffect] = []
        for side in Callers.sides where callers[side] == .unchosen || callers[side].proposal?.reason == .named {
            guard let profile = callers.named[side] else { continue }
            if screen == .diagnose {
                callers.propose(CallerProposal(choice: .profile(profile), reason: .named), to: side)
            } else {
                effects += choose(.profile(profile), for: side)
            }
        }
        guard let local, Callers.sides.contains(where: { callers[$0] == .unchosen }) else { return effects }
        var accounts: [Side: String] = [:]
        accounts[.eks] = answers.eksAccount?.text
        accounts[.ses] = answers.sesAccount?.text
        let proposals = Proposals(local, accounts: accounts, taken: callers.taken).found
        for (side, proposal) in proposals { callers.propose(proposal, to: side) }
        if mode == .demo { return effects + acceptProposals() }
        // An Enter that was meant for what stood here before must not say yes to what nobody has seen yet.
        return proposals.isEmpty ? effects : effects + [.dropTypeAhead]
    }

    /// Says yes to what is proposed: only now it is asked who that is.
    mutating func acceptProposals() -> [WizardEffect] {
        callers.proposed.flatMap { choose($0.proposal.choice, for: $0.side) }
    }

    /// Chooses credentials for a side and asks who they are; a hand-over asks nobody.
    mutating func choose(_ choice: CallerChoice, for side: Side) -> [WizardEffect] {
        if callers[side].kept != choice { form.forgetCaller(side) }
        discovery.forget(where: { $0.side == side || (side == .eks && $0.side == .kubernetes) })
        planning.isOld = true
        guard choice != .handOver else {
            callers.handOver(side)
            fillDefaults()
            return [.saveState] + ask()
        }
        let id = work.begin(.identify, "asking \(side.shortWord)", at: now)
        callers.ask(choice, for: side, id)
        return [.saveState, .identify(id, side, choice)]
    }

    /// Takes AWS's answer about credentials; another account than the one named opens the guard.
    mutating func identified(_ id: EffectID, _ result: Result<CallerReport, Problem>) -> [WizardEffect] {
        guard work.end(id), let side = callers.answered(id, result, at: now) else { return [] }
        if case .failure(let trouble) = result {
            route.continuesWhenAnswered = false
            guard screen > .introduction else { return [] }
            message = Says(
                trouble.sentence,
                trouble.advice.orElse("Screen 1 (g) takes other credentials, or hands that side over."),
                mark: .wrong)
            return work.isRunning(.identify) ? [] : code.arrive(&self) + lookIfIdentified()
        }
        fillDefaults()
        var effects = ask()
        if let guardDialog = WrongAccount.dialog(self, side) {
            effects += show(guardDialog)
            route.continuesWhenAnswered = false
        } else if isOneAccountDoubted {
            effects += show(SameAccount.dialog(self)) + [.dropTypeAhead]
            route.continuesWhenAnswered = false
        }
        effects.append(.saveState)
        effects += continueIfAnswered()
        // A setup that was opened where it was left waits there for its callers.
        if screen > .introduction, !work.isRunning(.identify), overlays.isEmpty { effects += code.arrive(&self) }
        effects += lookIfIdentified()
        return effects
    }

    /// Asks again who the credentials are that did not work, because a file changed.
    mutating func askFailedCallersAgain() -> [WizardEffect] {
        callers.failed.flatMap { choose($0.choice, for: $0.side) }
    }

    /// The account that a side is named with, when the credentials belong to another.
    func mismatch(on side: Side) -> (named: String, found: String)? {
        guard let answer = callers[side].answer else { return nil }
        let field: FieldID = side == .eks ? .eksAccount : .sesAccount
        guard let named = answers[field], named != answer.account.text else { return nil }
        return (named, answer.account.text)
    }

    /// Whether the credentials of both sides are one account's, and nobody said that this is meant.
    ///
    /// One who names both accounts, in a file or by hand, knows that they are one.
    var isOneAccountDoubted: Bool {
        guard let account = callers.sameAccount, !callers.isOneAccountWanted else { return false }
        return ![FieldID.eksAccount, .sesAccount].allSatisfy { field in
            answers[field] == account.text
                && (answers.provenance(of: field)?.precedence ?? 0) >= Provenance.explicit
        }
    }

    /// Whether a side has working credentials of the account that is named.
    func canAct(on side: Side) -> Bool {
        callers[side].answer != nil && mismatch(on: side == .kubernetes ? .eks : side) == nil
    }

    /// The sides that sesame can read and write.
    var actingSides: Set<Side> { Set(Side.allCases.filter { canAct(on: $0) }) }
}
