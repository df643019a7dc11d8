import Identifiers
import Design

extension WizardState {
    /// Proposes credentials for both sides from the names of profiles, and asks AWS who they are.
    mutating func proposeCallers() -> [WizardEffect] {
        var effects: [WizardEffect] = []
        for side in [Side.eks, .ses] where callers[side]?.choice == nil {
            guard let choice = proposal(for: side) else { continue }
            effects += choose(choice, for: side)
        }
        return effects
    }

    private func proposal(for side: Side) -> CallerChoice? {
        if let named = side == .eks ? answers.eksProfile : answers.sesProfile { return .profile(named) }
        guard let local else { return nil }
        let word = side == .eks ? "eks" : "ses"
        let account = side == .eks ? answers.eksAccount?.text : answers.sesAccount?.text
        if let account, let name = local.profiles.first(where: { $0.contains(account) }) { return .profile(name) }
        if let name = local.profiles.first(where: { $0.lowercased().contains(word) }) { return .profile(name) }
        if local.hasEnvironmentKeys, side == .eks { return .environment }
        if side == .eks, let current = local.currentProfile { return .profile(current) }
        return local.profiles.count == 1 ? .profile(local.profiles[0]) : nil
    }

    /// Chooses credentials for a side and asks who they are; a hand-over asks nobody.
    mutating func choose(_ choice: CallerChoice, for side: Side) -> [WizardEffect] {
        let isSame = callers[side]?.choice == choice
        forgetCaller(side, keepsAnswers: isSame)
        guard choice != .handOver else {
            callers[side] = .handOver
            fillDefaults()
            return [.saveState] + answersChanged()
        }
        let id = work.begin(.identify, "asking \(side.shortWord)", at: now)
        callers[side] = .asking(choice, id)
        return [.saveState, .identify(id, side, choice)]
    }

    private mutating func forgetCaller(_ side: Side, keepsAnswers: Bool) {
        let account: FieldID = side == .eks ? .eksAccount : .sesAccount
        if !keepsAnswers, case .profile? = answers.provenance(of: account) { answers.clear(account) }
        let profile: FieldID = side == .eks ? .eksProfile : .sesProfile
        if !keepsAnswers, case .detected? = answers.provenance(of: profile) { answers.clear(profile) }
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
            continuesWhenAnswered = false
            return []
        case .success(let answer):
            callers[side] = .known(choice, answer)
            fillDefaults()
            var effects = answersChanged()
            if let guardDialog = WrongAccount.dialog(self, side) {
                overlays.append(guardDialog)
                continuesWhenAnswered = false
            }
            effects.append(.saveState)
            return effects + continueIfAnswered()
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

    /// The sides that sesame can read and write.
    var actingSides: Set<Side> { Set(Side.allCases.filter { canAct(on: $0) }) }
}
