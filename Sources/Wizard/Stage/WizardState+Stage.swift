import Calls
public import Canvas
import Design
import Diagnosis

extension WizardState {
    /// Takes what the stage's director tells.
    mutating func heard(_ news: StageNews) -> [WizardEffect] {
        switch news {
        case .chapter(let number): begin(chapter: number)
        case .clock(let elapsed, let planned): staging.clock = (elapsed, planned)
        case .said(let words): message = Says(words, mark: .attention)
        case .worldChanged: return forgetWorldOnStage()
        case .playing(let isPlaying): staging.isPlaying = isPlaying
        }
        return []
    }

    /// A chapter begins: its card is shown where cards are wanted.
    private mutating func begin(chapter number: Int) {
        stage?.chapter = number
        overlays.removeAll { $0 is ChapterCard }
        guard let stage, stage.hasCards, stage.chapters.indices.contains(number - 1) else { return }
        message = nil
        _ = show(ChapterCard(stage.chapters[number - 1], number: number, of: stage.chapters.count))
    }

    /// Whether a chapter's card lies over the screen: Enter takes it away.
    public var showsChapterCard: Bool { overlays.last is ChapterCard }

    /// Forgets what was read, which is old.
    ///
    /// Nothing is read again by itself: what differs now would be told before anybody asked.
    private mutating func forgetWorldOnStage() -> [WizardEffect] {
        discovery = Discovery()
        if !planning.isApplying { planning = PlanState() }
        practices = PracticesState()
        if work.isRunning(.send) {
            testing.forgetEarlier()
        } else {
            testing.isOld = true
        }
        let abandoned = work.abandon(.diagnose).map { WizardEffect.cancel($0) }
        diagnosing.forgetWorld()
        if diagnosing.page == .running { diagnosing.replace(by: .result) }
        route.free(screen)
        return abandoned + (screen < .apply ? ask() : [])
    }

    // MARK: What stays hidden

    /// Whether nothing may name a cause before somebody asks for it.
    var hidesCauses: Bool { stage.map { !$0.revealsAtOnce } ?? false }

    /// Whether the cause of a message that was refused is not shown yet.
    var hidesCause: Bool {
        guard hidesCauses, !testing.isRevealed, testing.hasEnded, !testing.isOld, !PodTest.isMissing(self) else {
            return false
        }
        return testing.problem != nil || testing.outcome?.report.outcome == .notSent
    }

    /// A time on the person's clock; nil on the stage, which has none.
    func clock(_ moment: Moment?) -> String? { stage == nil ? moment?.clock : nil }

    /// Where files are written, as it may be seen.
    var shownDirectory: String { stage == nil ? outputDirectory : "a folder of their own" }

    /// What texts become before they are drawn; nil leaves them as they are.
    var textChange: (@Sendable (String) -> String)? {
        let (isOnStage, isDemo) = (stage != nil, mode == .demo)
        guard isOnStage || masks != nil else { return nil }
        return { [masks] text in
            var text = masks?.shown(text) ?? text
            if isOnStage { text = StageText.withoutFolders(text) }
            return isOnStage && isDemo ? StageText.withoutHosts(text) : text
        }
    }

    // MARK: Events

    /// Takes an event in front of an audience: keys are remembered, rows turn one after the other.
    mutating func handleOnStage(_ event: WizardEvent) -> [WizardEffect] {
        var effects: [WizardEffect]
        switch event {
        case .key(let key): effects = pressOnStage(key)
        case .tick: effects = handle(event)
        case .called(let calls) where hasPacedWork:
            staging.pace.keep(calls)
            effects = []
        case .called(let calls):
            effects = handle(event)
            staging.ticker.take(calls, at: now)
        default:
            if let id = event.pacedWork, work.wants(id), isPaced(event) {
                if case .diagnosed(_, .success(let diagnosis), let seen, _) = event {
                    diagnosing.run?.hear(diagnosis, seen, calls: diagnosis.calls, at: now, isComplete: true)
                }
                staging.pace.hold(event, id)
                effects = []
            } else {
                tell(staging.pace.takeCalls())
                effects = handle(event)
            }
        }
        if diagnosing.page == .running { diagnosing.showLinksOneByOne() }
        if effects.contains(where: \.beginsRun) { staging.pace.turned(at: now) }
        tell(staging.pace.drop { [work] in work.wants($0) })
        if !hasPacedWork { tell(staging.pace.takeCalls()) }
        staging.ticker.turn(at: now)
        return effects + turnRows()
    }

    private var hasPacedWork: Bool {
        [.send, .apply, .applyFix, .prove].contains(where: work.isRunning)
            || work.isRunning(.diagnose) && diagnosing.page == .running
    }

    /// Whether rows of it are to be seen turning.
    private func isPaced(_ event: WizardEvent) -> Bool {
        switch event {
        case .progress(let id, _): [.apply, .applyFix].contains(work.purpose(of: id))
        case .diagnosed(_, .success, _, _): diagnosing.page == .running
        case .diagnosed: false
        default: true
        }
    }

    private mutating func tell(_ new: [LoggedCall], isShown: Bool = true) {
        guard !new.isEmpty else { return }
        calls.take(new)
        if isShown { staging.ticker.take(new, at: now) }
    }

    /// Turns the rows whose time has come.
    private mutating func turnRows() -> [WizardEffect] {
        var effects: [WizardEffect] = []
        if diagnosing.hasLinkToShow(isComplete: hasVerdict), staging.pace.isOpen(at: now) {
            diagnosing.showNextLink()
            staging.pace.turned(at: now)
        }
        while let next = staging.pace.held.first {
            let turns = turnsRow(next.event)
            if turns, !staging.pace.isOpen(at: now) || waitsForLinks(next.event) { break }
            effects += release(isShown: turns)
            if turns { staging.pace.turned(at: now) }
        }
        return effects
    }

    /// Whether it ends a look whose links are not all shown.
    private func waitsForLinks(_ event: WizardEvent) -> Bool {
        if case .diagnosed = event { diagnosing.hidesLinks } else { false }
    }

    private var hasVerdict: Bool {
        staging.pace.held.contains { if case .diagnosed = $0.event { true } else { false } }
    }

    /// Tells the next news.
    ///
    /// - Parameter isShown: Whether row 23 shows the calls that led to it: looking again and again is nothing to see.
    /// - Returns: What is wanted then.
    private mutating func release(isShown: Bool) -> [WizardEffect] {
        guard let next = staging.pace.next() else { return [] }
        var isShown = isShown
        // What was read to explain a refusal is no part of it: the call that was refused stays.
        if hidesCauses, case .sent(_, let result) = next.event {
            isShown = isShown && (try? result.get())?.report.outcome == .sent
        }
        tell(next.calls, isShown: isShown)
        return handle(next.event)
    }

    /// Whether a row looks otherwise after it.
    private func turnsRow(_ event: WizardEvent) -> Bool {
        switch event {
        case .link, .sent, .applied, .proved, .diagnosed, .proving(_, .ended), .pod(_, .workload): return true
        // It is a sentence, and nobody reads one that comes with the key.
        case .progress(_, .unchecked): return true
        case .progress(_, let news):
            guard case .ended(let result) = news else { return false }
            if work.isRunning(.applyFix) { return result.address == diagnosing.fix?.address }
            var after = planning
            after.hear(news, at: now)
            return planning.progress[result.address]?.kind != after.progress[result.address]?.kind
        default: return false
        }
    }

    /// Whether rows wait for their turn: Enter shows them all at once.
    public var hasRowsToTurn: Bool {
        stage != nil
            && (!staging.pace.held.isEmpty || diagnosing.hidesLinks && diagnosing.hasLinkToShow(isComplete: false))
    }

    /// Whether Enter shows them now, and does nothing else: where they are seen, and nothing lies over them.
    public var showsRowsByEnter: Bool {
        guard overlays.isEmpty, hasRowsToTurn else { return false }
        guard let id = staging.pace.held.first?.id else { return screen == .diagnose }
        switch work.purpose(of: id) {
        case .send: return screen == .test
        case .apply: return screen == .apply
        default: return screen == .diagnose
        }
    }

    /// Shows at once all that waits.
    mutating func turnAllRows() -> [WizardEffect] {
        var effects: [WizardEffect] = []
        diagnosing.showAllLinks()
        while !staging.pace.held.isEmpty { effects += release(isShown: true) }
        staging.pace.turned(at: now)
        return effects
    }

    /// When the stage moves by itself next; nil while nothing waits.
    var nextStageTick: Moment? {
        guard stage != nil else { return nil }
        let waits =
            diagnosing.hasLinkToShow(isComplete: hasVerdict)
            || staging.pace.held.first.map { !waitsForLinks($0.event) } ?? false
        return [waits ? staging.pace.opens ?? now : nil, staging.ticker.due].compactMap(\.self).min()
    }

    // MARK: Keys

    private mutating func pressOnStage(_ key: Key) -> [WizardEffect] {
        let entry = isForPresenter(key) ? nil : StageKeyWords.entry(key, self)
        // It is about the rows and not about what the focus is on, which stays where it would go by itself.
        let effects = key == .enter && showsRowsByEnter ? turnAllRows() : handle(.key(key))
        switch entry {
        case .key(let word, let label)?: staging.keys.press(word, label)
        case .typing?: staging.keys.type()
        case .paste(let count)?: staging.keys.paste(count)
        case nil: break
        }
        return effects
    }

    /// Whether a key is the presenter's alone: nobody sees that it was pressed, and it is no step of the talk.
    public func isForPresenter(_ key: Key) -> Bool {
        guard stage != nil, !isTooSmall else { return false }
        if let top = overlays.last, top.isForPresenter { return true }
        return activeBindings.first { $0.keys.contains(key) }?.isForPresenter ?? false
    }
}

extension WizardEffect {
    /// Whether rows turn that it leads to.
    fileprivate var beginsRun: Bool {
        switch self {
        case .send, .apply, .diagnose, .prove: true
        default: false
        }
    }
}

extension ResourceProgress {
    /// How far it is, without the details.
    fileprivate var kind: Int {
        switch self {
        case .running, .waiting: 0
        case .waitingForPerson: 1
        case .done, .unchanged: 2
        case .failed: 3
        case .unknown: 4
        case .notTried: 5
        }
    }
}
