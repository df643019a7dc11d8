import Diagnosis
import Calls
import Design

extension WizardState {
    /// Sends the test message; where Jobs have to be made for it, that is asked about first.
    mutating func sendTest() -> [WizardEffect] {
        guard !work.isRunning(.send) else { return [] }
        if testing.request.byJob { return show(PodTest.jobDialog(self)) + [.dropTypeAhead] }
        return sendNow()
    }

    /// Sends the test message as a person has agreed to.
    mutating func sendNow() -> [WizardEffect] {
        guard !work.isRunning(.send) else { return [] }
        let id = work.begin(.send, "sending", at: now)
        testing.begin(form.preview.design)
        return [.send(id, testing.request, answers)]
    }

    /// Sends by Jobs that are made for it.
    mutating func sendByJob() -> [WizardEffect] {
        guard !work.isRunning(.send) else { return [] }
        testing.take(.pod, byJob: true)
        freeFocus()
        return sendTest()
    }

    /// Sends from the pod.
    mutating func sendFromPod() -> [WizardEffect] {
        guard !work.isRunning(.send) else { return [] }
        testing.take(.pod)
        freeFocus()
        return sendTest()
    }

    /// Sends with the role's keys, without a pod.
    mutating func sendWithoutPod() -> [WizardEffect] {
        guard !work.isRunning(.send) else { return [] }
        testing.take(.chain)
        freeFocus()
        return sendTest()
    }

    /// Deletes the test workload that a person has seen.
    mutating func removeWorkload(_ uid: String) -> [WizardEffect] {
        let id = work.begin(.remove, "removing", at: now)
        return [.removeWorkload(id, uid: uid, answers)]
    }

    mutating func workloadRemoved(_ id: EffectID, _ result: Result<Bool, Problem>) -> [WizardEffect] {
        guard work.end(id) else { return [] }
        planning.isOld = true
        switch result {
        case .success(let wasThere):
            testing.isOld = true
            freeFocus()
            var effects = answers.testWorkload ? enter("false", into: .testWorkload) : []
            _ = form.leave(.testWorkload)
            message = Says(
                wasThere ? "The test workload is removed; its pod ends by itself." : "It was not there any more.",
                mark: .right)
            effects.append(.saveState)
            return effects
        case .failure(let problem):
            message = Says(problem.sentence, problem.advice, mark: .wrong)
            return []
        }
    }

    mutating func sent(_ id: EffectID, _ result: Result<SendOutcome, Problem>) -> [WizardEffect] {
        guard work.end(id) else { return [] }
        testing.take(result, at: now)
        route.free(.test)
        return [.saveState] + (mode == .demo ? [.demo(.readInbox)] : [])
    }

    /// What a message from here and one from a pod say together, where they ended differently.
    var comparison: SendComparison? { testing.comparison(at: now) }

    /// Why the test message cannot be sent now.
    var sendObstacle: String? { obstacle(to: testing.request.via) }

    /// Why nothing can be sent from the pod now.
    var podObstacle: String? { obstacle(to: .pod) }

    private func obstacle(to way: SendWay) -> String? {
        if work.isRunning(.send) { return "a message is on its way" }
        if let reason = answersObstacle { return reason }
        if callers.isNotAsked(way == .owner ? .ses : .eks) {
            return "nobody was asked yet who your credentials are; screen 1 does (g)"
        }
        if way == .owner, !canAct(on: .ses) { return "it needs credentials of the SES account" }
        if way != .owner, !canAct(on: .kubernetes) { return "it needs credentials of the EKS account" }
        return nil
    }

    /// Checks the live setup against best practices.
    mutating func checkPractices() -> [WizardEffect] {
        guard form.preview.design != nil else { return [] }
        let abandoned = work.abandon(.practices).map { WizardEffect.cancel($0) }
        let id = work.begin(.practices, "checking", at: now)
        practices.isOld = false
        return abandoned + [.checkPractices(id, answers, actingSides)]
    }

    mutating func practicesChecked(_ id: EffectID, _ result: Result<[Finding], Problem>) -> [WizardEffect] {
        guard work.end(id) else { return [] }
        practices.take(result, at: now)
        route.free(.practices)
        return []
    }

    /// Opens a setup that was begun earlier.
    mutating func open(_ setup: String) -> [WizardEffect] {
        let id = work.begin(.open, "opening", at: now)
        return [.openSetup(id, id: setup)]
    }

    mutating func opened(_ id: EffectID, _ result: Result<SavedPosition, Problem>) -> [WizardEffect] {
        guard work.end(id) else { return [] }
        let isDiagnosed = diagnosing.opening == id && screen == .diagnose
        switch result {
        case .failure(let trouble):
            message = Says(trouble.sentence, trouble.advice, mark: .wrong)
            return []
        case .success(let position): return isDiagnosed ? diagnose(position) : restore(position)
        }
    }

    /// Goes back to where a person was: answers, screens seen, credentials by name.
    public mutating func restore(_ position: SavedPosition) -> [WizardEffect] {
        form.restore(position.answers, drafts: position.drafts)
        forgetWorld()
        let target = !position.screen.isStep ? ScreenID.introduction : position.screen
        route.resume(at: target, seen: position.seen)
        if let snippet = position.snippet, Snippets.names.contains(snippet) { done.snippet = snippet }
        var effects: [WizardEffect] = []
        callers.restore(position.callers, asked: position.asked)
        if mode == .demo { effects += acceptProposals() }
        effects += go(to: target)
        if target > .introduction, let dialog = AskAgain.dialog(self) { overlays.append(dialog) }
        return effects
    }
}
