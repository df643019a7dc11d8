import Calls
import Identifiers
import Design

extension WizardState {
    /// Proposes credentials for the sides that have none; only what was named for this run is taken at once.
    ///
    /// Nothing of a profile runs, and nobody is asked, before a person says yes. The demo's are nobody's.
    mutating func proposeCallers() -> [WizardEffect] {
        var effects: [WizardEffect] = []
        for (side, profile) in namedProfiles.sorted(by: { $0.key < $1.key }) where isOpen(side) {
            effects += choose(.profile(profile), for: side)
        }
        guard let local, isOpen(.eks) || isOpen(.ses) else { return effects }
        var accounts: [Side: String] = [:]
        accounts[.eks] = answers.eksAccount?.text
        accounts[.ses] = answers.sesAccount?.text
        let taken = callers.compactMapValues { $0.choice ?? $0.proposal?.choice }
        let proposals = Proposals(local, accounts: accounts, taken: taken).found
        for (side, proposal) in proposals { callers[side] = .proposed(proposal) }
        if mode == .demo { return effects + acceptProposals() }
        // An Enter that was meant for what stood here before must not say yes to what nobody has seen yet.
        return proposals.isEmpty ? effects : effects + [.dropTypeAhead]
    }

    private func isOpen(_ side: Side) -> Bool { callers[side] == nil || callers[side] == .unchosen }

    /// Says yes to what is proposed: only now it is asked who that is.
    mutating func acceptProposals() -> [WizardEffect] {
        var effects: [WizardEffect] = []
        for side in [Side.eks, .ses] {
            if let proposal = callers[side]?.proposal { effects += choose(proposal.choice, for: side) }
        }
        return effects
    }

    /// Chooses credentials for a side and asks who they are; a hand-over asks nobody.
    mutating func choose(_ choice: CallerChoice, for side: Side) -> [WizardEffect] {
        let isSame = callers[side]?.kept == choice
        forgetCaller(side, keepsAnswers: isSame)
        guard choice != .handOver else {
            callers[side] = .handOver
            fillDefaults()
            return [.saveState] + ask()
        }
        let id = work.begin(.identify, "asking \(side.shortWord)", at: now)
        callers[side] = .asking(choice, id)
        return [.saveState, .identify(id, side, choice)]
    }

    private mutating func forgetCaller(_ side: Side, keepsAnswers: Bool) {
        if !keepsAnswers { form.forgetCaller(side) }
        discovery.forget(where: { $0.side == side || (side == .eks && $0.side == .kubernetes) })
        planning.isOld = true
    }

    /// Takes AWS's answer about credentials; another account than the one named opens the guard.
    mutating func identified(_ id: EffectID, _ result: Result<CallerAnswer, Trouble>) -> [WizardEffect] {
        guard work.end(id) else { return [] }
        let found = callers.first { if case .asking(_, id) = $0.value { true } else { false } }
        guard let side = found?.key, let choice = found?.value.choice else { return [] }
        switch result {
        case .failure(let trouble):
            callers[side] = .failed(choice, trouble)
            route.continuesWhenAnswered = false
            return []
        case .success(let answer):
            callers[side] = .known(choice, answer)
            asked[side] = now
            fillDefaults()
            var effects = ask()
            if let guardDialog = WrongAccount.dialog(self, side) {
                overlays.append(guardDialog)
                route.continuesWhenAnswered = false
            }
            effects.append(.saveState)
            effects += continueIfAnswered()
            // A setup that was opened where it was left waits there for its callers.
            if screen > .introduction, !work.isRunning(.identify), overlays.isEmpty { effects += code.arrive(&self) }
            return effects
        }
    }

    /// Asks again who the credentials are that did not work, because a file changed.
    mutating func askFailedCallersAgain() -> [WizardEffect] {
        var effects: [WizardEffect] = []
        for side in [Side.eks, .ses] {
            guard case .failed(let choice, _)? = callers[side] else { continue }
            effects += choose(choice, for: side)
        }
        return effects
    }

    /// The account that a side is named with, when the credentials belong to another.
    func mismatch(on side: Side) -> (named: String, found: String)? {
        guard let answer = callers[side]?.answer else { return nil }
        let field: FieldID = side == .eks ? .eksAccount : .sesAccount
        guard let named = answers[field], named != answer.account.text else { return nil }
        return (named, answer.account.text)
    }

    /// Whether a side has working credentials of the account that is named.
    func canAct(on side: Side) -> Bool {
        let account: Side = side == .kubernetes ? .eks : side
        return callers[account]?.answer != nil && mismatch(on: account) == nil
    }

    /// Whether a side has credentials that nobody was asked about yet, because nobody said yes: no hand-over so far.
    func isNotAsked(_ side: Side) -> Bool {
        callers[side == .kubernetes ? .eks : side]?.proposal?.isSomebody == true
    }

    /// The sides that sesame can read and write.
    var actingSides: Set<Side> { Set(Side.allCases.filter { canAct(on: $0) }) }
}
