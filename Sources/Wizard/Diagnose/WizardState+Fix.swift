import Calls
import Design
import Diagnosis

extension WizardState {
    /// Shows the fix of the cause whose card is shown.
    mutating func showFix() -> [WizardEffect] {
        let result = diagnosing.result
        let card = result?.card
        return showFix(of: card?.isRootCause == true ? card : result?.diagnosis.rootCauses.first)
    }

    /// Shows the fix of a finding.
    mutating func showFix(of finding: Finding?) -> [WizardEffect] {
        guard let finding, let subject = diagnosing.subject else { return [] }
        diagnosing.fix = DiagnoseFix(finding, subject.answers, isNote: isRecorded)
        turn(to: .fix)
        // A note is read from its beginning; its one button stands at the end.
        if isRecorded { scrolled = 0 }
        return planFix()
    }

    /// Reads what would change.
    mutating func planFix() -> [WizardEffect] {
        guard let fix = diagnosing.fix, fix.address != nil, !work.isRunning(.applyFix) else { return [] }
        let abandoned = work.abandon(.planFix).map { WizardEffect.cancel($0) }
        let id = work.begin(.planFix, "reading", at: now)
        return abandoned + [.plan(id, fix.answers, PlanOptions(sides: actingSides, takeOver: fix.takeOver))]
    }

    /// Takes the plan of a fix.
    mutating func fixPlanned(_ id: EffectID, _ result: Result<Plan, Problem>) -> [WizardEffect] {
        guard work.end(id) else { return [] }
        if diagnosing.fix?.take(result) == true { return planFix() }
        if message?.isNotNow == true { message = nil }
        return []
    }

    /// Writes the one resource that a person has seen and said yes to.
    mutating func applyFix() -> [WizardEffect] {
        guard FixPage.obstacle(self) == nil, let fix = diagnosing.fix, let address = fix.resource?.address else {
            return []
        }
        let id = work.begin(.applyFix, "applying", at: now)
        diagnosing.fix?.begin(at: now)
        freeFocus()
        return [.saveState, .apply(id, .only(address), fix.answers, takeOver: fix.takeOver)]
    }

    /// Takes the end of the write, and looks again.
    mutating func fixApplied(_ id: EffectID, _ end: ApplyEnd) -> [WizardEffect] {
        guard work.end(id) else { return [] }
        let side: Side = diagnosing.fix?.address?.side == .ses ? .ses : .eks
        diagnosing.fix?.finish(end, by: callers[side].choice?.name ?? "", at: now)
        planning.isOld = true
        practices.isOld = true
        testing.isOld = true
        if diagnosing.fix?.address != .deployment { testing.noteChange() }
        route.free(.test)
        discovery.forget(where: { _ in true })
        guard let change = diagnosing.fix?.change else {
            if let trouble = diagnosing.fix?.trouble { message = Says(trouble.sentence, trouble.advice, mark: .wrong) }
            return [.saveState]
        }
        if diagnosing.page == .fix, screen == .diagnose { backFromFix() }
        message = Says("1 change made: \(change.what). The link is checked again.", mark: .right)
        return [.saveState] + diagnoseAgain()
    }

    /// From the fix to the result of the look that follows it.
    mutating func backFromFix() {
        _ = diagnosing.back()
        if diagnosing.page == .evidence { _ = diagnosing.back() }
        diagnosing.replace(by: diagnosing.result == nil ? .running : .result)
        freeFocus()
    }

    /// Shows what somebody who could not be asked has to allow, as a note to send on.
    mutating func showWhatToAsk() -> [WizardEffect] { show(DiagnoseNote.viewer(self)) }
}
