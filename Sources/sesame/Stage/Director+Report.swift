import Canvas
import Stage
import Wizard

/// What consoles are told of the stage.
extension Director {
    /// Takes the frame that the audience sees: the script's place is looked up, and consoles are told.
    func show(_ frame: Frame) {
        let state = hands.state()
        look(at: frame, state)
        guard let server, server.hasConsoles else { return }
        let report = report(frame, state)
        let bare = report.withoutTimes
        guard server.wantsReport || bare != lastReport else { return }
        lastReport = bare
        server.offer(report)
    }

    /// Finds the script's place by what is seen, once nothing runs any more.
    private func look(at frame: Frame, _ state: WizardState) {
        guard !state.isPresenting, !state.showsChapterCard, shownSince == nil else { return }
        let seen = StageScene(screen: state.screen.name, frame: frame)
        scene = seen
        guard state.rest != .busy else { return }
        var there = follower
        there.see(seen)
        // After the script's own keys the stage may not be yet where it will be; who typed may have left the script.
        if !there.isOffScript || isByHand && state.rest == .still { follower = there }
    }

    /// Stops listening for consoles.
    func end() { server?.stop() }

    private func report(_ frame: Frame, _ state: WizardState) -> StageReport {
        pass()
        var report = StageReport()
        report.began = began
        report.isReal = state.mode == .live
        report.isMasked = state.isMasked
        report.recorded = shownSince == nil ? nil : recording?.madeAt
        report.elapsed = Int64(follower.elapsedMilliseconds)
        report.chapterElapsed = Int64(follower.takenMilliseconds(chapter: follower.chapterNumber))
        report.runs = runs
        report.plays = going == .plays
        report.isOver = follower.isAtEnd && !follower.script.chapters.isEmpty
        report.chapter = follower.chapterNumber
        report.chapters = follower.script.chapters.enumerated().map { index, chapter in
            StageReport.Chapter(
                title: chapter.title, planned: chapter.plannedSeconds,
                taken: follower.isDone(chapter: index + 1)
                    ? Int64(follower.takenMilliseconds(chapter: index + 1)) : nil)
        }
        report.say = follower.step?.say ?? ""
        report.watch = follower.step?.watch ?? ""
        report.place = state.place
        report.now = state.glimpse
        report.steps = steps(state)
        report.enter = enterWords(state)
        report.offScript = follower.words
        report.waits = wantsNext ? waitWords(state) : going == .still ? nil : hurryWords
        report.answer = answer
        if unanswered >= 2, shownSince == nil {
            let offer =
                recording.map { "Enter goes on with the recording of \($0.madeAt)." } ?? "There is no recording."
            report.warning = "\(unanswered) calls without an answer. \(offer)"
        }
        report.offersRecording = offersRecording
        report.faults = hands.faults()
        report.pressed = pressed
        report.canTakeBack = hands.canTakeBack()
        report.changes = hands.changes()
        report.screen = StageCells(frame)
        return report
    }

    private var hurryWords: String? {
        if case .hurries(let number) = going { return "The keys up to chapter \(number) are pressed." }
        return nil
    }

    /// What the next key waits for.
    private func waitWords(_ state: WizardState) -> String {
        switch state.rest {
        case .busy where state.showsRowsByEnter: "The next key waits for the rows. Enter shows them all at once."
        case .busy: "The stage is still at work. The next key follows by itself."
        case .waitsForPeople: "The stage waits for people's clicks. The next key follows by itself."
        case .still: "The stage shows something else than the script has here. Enter presses on."
        }
    }

    /// What a console's Enter does.
    private func enterWords(_ state: WizardState) -> String {
        if state.showsChapterCard { return "Enter takes the card away." }
        if isBeforeChapter, hasCards { return "Enter shows the card of chapter \(follower.chapterNumber)." }
        return switch follower.next {
        case nil: "Enter goes on; nothing is pressed."
        case .text?: "Enter types it on the stage."
        case .key?, .action?: "Enter presses \(follower.next?.words ?? "") on the stage."
        }
    }

    private func steps(_ state: WizardState) -> [StageReport.Step] {
        var steps = follower.upcoming(6).enumerated().map { index, step in
            let presses = index == 0 ? Array(step.presses.dropFirst(follower.place.presses)) : step.presses
            return StageReport.Step(
                keys: StageScript.Press.words(presses).replacing("×", with: " times"), does: step.does)
        }
        if follower.isAtEnd, follower.script.loops {
            steps = [StageReport.Step(keys: "Enter", does: "begin again, with a fresh world")]
        }
        if state.showsChapterCard {
            steps.insert(StageReport.Step(keys: "Enter", does: "take the chapter's card away"), at: 0)
        } else if isBeforeChapter, hasCards, let chapter = follower.chapter {
            steps.insert(
                StageReport.Step(keys: "Enter", does: "Chapter \(follower.chapterNumber): \(chapter.title)"), at: 0)
        }
        return steps
    }
}
