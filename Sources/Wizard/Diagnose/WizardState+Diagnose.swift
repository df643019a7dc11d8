import Calls
import Canvas
import Design
import Diagnosis
import Wire

extension WizardState {
    /// Diagnoses this setup from wherever one is; where nothing is known of it, or on Diagnose itself, asks what to
    /// diagnose.
    mutating func diagnose() -> [WizardEffect] {
        if screen == .diagnose {
            diagnosing.enter(.entry)
            freeFocus()
            return listBundles()
        }
        let isHome = screen == .home
        var effects: [WizardEffect] = []
        if case .field(let field) = focused.id { effects += leave(field) }
        route.go(to: .diagnose)
        freeFocus()
        diagnosing.enter(.entry)
        if !isHome, let subject = ownSubject, !actingSides.isEmpty {
            diagnosing.enter(.running)
            effects += look(at: subject)
        }
        if diagnosing.page == .entry { effects += code.arrive(&self) }
        return effects + [.saveState]
    }

    /// What is known of this setup, where it is enough to look at; nil where it is not.
    var ownSubject: Subject? {
        let subject = Subject(answers)
        return subject.token != nil || subject.role != nil ? subject : nil
    }

    /// Diagnoses a subject; who the credentials are is asked first, where nobody said yes to that yet.
    mutating func look(at subject: Subject) -> [WizardEffect] {
        let effects = mode == .demo || callers.proposed.isEmpty ? [] : acceptProposals()
        diagnosing.begin(subject, at: now)
        if diagnosing.page != .running, diagnosing.page != .result { turn(to: .running) }
        guard !work.isRunning(.identify) else {
            diagnosing.waiting = .look
            return effects
        }
        return effects + beginLooking()
    }

    private mutating func beginLooking() -> [WizardEffect] {
        guard var subject = diagnosing.subject else { return [] }
        // By now more may be known of this setup than when it was chosen.
        if subject.token == nil, subject.role == nil, let own = ownSubject,
            own.answers.serviceAccount == subject.answers.serviceAccount
        {
            subject = own
            diagnosing.take(own)
        }
        diagnosing.waiting = nil
        let abandoned = work.abandon(.diagnose).map { WizardEffect.cancel($0) }
        let id = work.begin(.diagnose, "looking", at: now)
        return abandoned + [.diagnose(id, subject)]
    }

    /// Goes on as soon as it is known who the credentials are.
    mutating func lookIfIdentified() -> [WizardEffect] {
        guard let waiting = diagnosing.waiting, !work.isRunning(.identify) else { return [] }
        switch waiting {
        case .look: return beginLooking()
        case .find: return beginFinding()
        case .list: return beginListing()
        case .fleet: return beginFleet()
        }
    }

    /// Diagnoses the same once more.
    mutating func diagnoseAgain() -> [WizardEffect] {
        if diagnosing.page == .fleet { return lookAtAllAgain() }
        guard !isRecorded else { return [] }
        guard let subject = diagnosing.subject else {
            diagnosing.enter(.entry)
            return []
        }
        // What the answers say now counts, where it is this setup.
        return look(at: isOwn(subject) ? ownSubject ?? subject : subject)
    }

    private func isOwn(_ subject: Subject) -> Bool {
        subject.answers.serviceAccount == answers.serviceAccount && subject.answers.namespace == answers.namespace
            && subject.answers.eksCluster == answers.eksCluster && subject.answers.eksAccount == answers.eksAccount
    }

    /// Takes the end of a diagnosis.
    mutating func diagnosed(
        _ id: EffectID, _ result: Result<Diagnosis, Problem>, _ seen: Observations, _ made: [MadeCall]
    ) -> [WizardEffect] {
        guard work.end(id) else { return [] }
        let since = diagnosing.run?.since ?? now
        let wide = BodyLayout.hasRoomForPreview(size)
        diagnosing.finish(
            result.map { DiagnoseResult($0, seen, at: now, milliseconds: now.since(since), made: made, isWide: wide) })
        showResult()
        lookAgainAfterFix()
        return []
    }

    /// Shows what came of a diagnosis, unless a person is on another page by now.
    private mutating func showResult() {
        guard diagnosing.page == .running else { return }
        diagnosing.replace(by: .result)
        if screen == .diagnose { freeFocus() }
    }

    /// Stops what runs: what was read is judged, the rest is not read.
    mutating func stopDiagnosing() -> [WizardEffect] {
        if diagnosing.isWatching, diagnosing.page != .running {
            diagnosing.watch(false, at: now)
            message = Says("Nobody looks any more. What was seen stays.")
            return work.abandon(.diagnose).map { WizardEffect.cancel($0) }
        }
        if diagnosing.page == .fleet { return stopFleet() }
        diagnosing.watch(false, at: now)
        diagnosing.waiting = nil
        let cancelled = work.abandon(.diagnose).map { WizardEffect.cancel($0) }
        guard let run = diagnosing.run, let known = run.diagnosis else { return cancelled + goBack() }
        let diagnosis = Doctor.diagnose(known.subject, run.seen, at: known.at, isStopped: true)
        diagnosing.finish(
            .success(
                DiagnoseResult(
                    diagnosis, run.seen, at: now, milliseconds: now.since(run.since), isStopped: true,
                    isWide: BodyLayout.hasRoomForPreview(size))))
        showResult()
        message = Says("Stopped. What was read is judged, the rest was not read.", mark: .attention)
        return cancelled
    }

    /// Takes what comes in; on the first page it moves no focus, as an Enter may be on its way to where it was.
    mutating func keepingPlace(_ change: (inout WizardState) -> [WizardEffect]) -> [WizardEffect] {
        guard screen == .diagnose, diagnosing.page == .entry else { return change(&self) }
        let place = focused.id
        let setup = KnownThings(self).setup(place)
        let effects = change(&self)
        guard screen == .diagnose, diagnosing.page == .entry else { return effects }
        // A setup that is open now stands above the others, under another number.
        let same = setup.flatMap { KnownThings(self).row($0) } ?? place
        if same != focused.id, code.items(self).contains(where: { $0.id == same }) { route.place(same) }
        return effects
    }

    /// Shows another page of Diagnose.
    mutating func turn(to page: DiagnosePage) {
        diagnosing.turn(to: page, from: route.focus(on: .diagnose))
        freeFocus()
        scrolled = nil
    }

    /// Goes back a page of Diagnose, then to where diagnosing began.
    mutating func leaveDiagnosePage() -> [WizardEffect] {
        scrolled = nil
        if let (_, place) = diagnosing.back() {
            freeFocus()
            if let place { route.place(place) }
            guard diagnosing.page == .entry else { return [] }
            // What waited for a yes of STS waits no more.
            diagnosing.waiting = nil
            return listBundles()
        }
        diagnosing.waiting = nil
        let purposes: [WorkList.Purpose] = [.diagnose, .find, .list, .fleet, .bundle]
        let effects = purposes.flatMap { work.abandon($0) }.map { WizardEffect.cancel($0) }
        route.go(to: route.origin)
        return effects + code.arrive(&self) + [.saveState]
    }

    // MARK: Looking again by itself

    /// Looks again when its time has come.
    mutating func lookAgainIfDue() -> [WizardEffect] {
        guard let due = diagnosing.nextLook, now >= due, !work.isRunning(.diagnose) else { return [] }
        diagnosing.look(at: nil)
        return diagnoseAgain()
    }

    /// After a repair that still reads as before: IAM may need a while, so there is a further look for two minutes.
    private mutating func lookAgainAfterFix() {
        guard let fix = diagnosing.fix, let until = fix.looksUntil, let result = diagnosing.result,
            result.diagnosis.findings.contains(where: { $0.id == fix.finding.id && $0.status == .fail })
        else { return }
        guard now < until else {
            message = Says(
                "Written\(clock(fix.change?.at).map { " at \($0)" } ?? ""), and still read as before.",
                "r looks again.",
                mark: .attention)
            return
        }
        message = Says(
            "Written, and still read as before: AWS may need a while. It is looked at again.", mark: .running)
        diagnosing.look(at: now.adding(milliseconds: 5000))
    }

    /// Watches until all is right, or no more.
    mutating func toggleWatch() -> [WizardEffect] {
        guard !diagnosing.isWatching else { return stopDiagnosing() }
        let isRight = diagnosing.result?.diagnosis.isHealthy == true
        diagnosing.watch(true, at: now)
        message = Says(
            isRight ? "Watching for the first fault." : "Watching until all is right.",
            "A look every 15 seconds, for an hour at most. t or Esc stops.", mark: .running)
        return []
    }

    /// Shows the fix of what a message was refused for.
    ///
    /// - Parameter finding: The finding; nil takes that of the message.
    /// - Returns: What is to be done for it.
    mutating func showFixOfRefusal(_ finding: Finding? = nil) -> [WizardEffect] {
        guard let card = finding ?? testing.card, finding != nil || testing.hasFix, let subject = ownSubject else {
            return mend(testing.remedy)
        }
        route.go(to: .diagnose)
        diagnosing.enter(.fix)
        diagnosing.take(subject)
        freeFocus()
        diagnosing.fix = DiagnoseFix(card, answers)
        return planFix()
    }
}
