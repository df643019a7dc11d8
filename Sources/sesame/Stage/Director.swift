import Canvas
import Stage
import Wizard

/// Directs the stage: presses the script's keys when a console wants it, follows what the stage's own keyboard does, plays
/// by itself, begins chapters, breaks and mends, and tells consoles how it stands.
///
/// It lives on the main thread, like the wizard, and never waits.
final class Director {
    /// What a key's place in the script was before it was pressed.
    private struct Before {
        var kept: Int
        var place: ScriptFollower.Place
        var announced: Int
    }

    /// How the script goes on by itself.
    enum Going: Equatable {
        case still
        /// At reading speed, until a chapter begins; a talk that loops goes on, and begins again after its end.
        case plays
        /// As fast as the stage allows, to the beginning of a chapter.
        case hurries(to: Int)
    }

    let hands: Stagehands
    let hasCards: Bool
    let began: String
    var follower: ScriptFollower
    /// The last chapter that was announced; 0 for none.
    private var announced = 0
    private var befores: [Before] = []
    private(set) var going = Going.still
    /// Whether something was pressed since it goes by itself.
    private var hasGone = false
    /// When it goes on by itself, in milliseconds; nil where that was not decided yet.
    private var goesAt: Int64?
    /// Whether a console wants the next key as soon as nothing runs.
    private(set) var wantsNext = false
    private var isStarted = false
    private var lastTime: Int64
    private(set) var pressed = 0
    private(set) var answer: String?
    /// Whether the last key was typed on the stage: only then somebody may have left the script.
    private(set) var isByHand = false
    /// What was seen last, where nothing of the presenter lay over it.
    var scene: StageScene?
    /// The last report that consoles were told, without its times.
    var lastReport: StageReport?
    /// Calls that were not answered, one after the other.
    private(set) var unanswered = 0
    /// The recording of rehearsal, and since when it is shown.
    let recording: StageRecording?
    private(set) var shownSince: Int64?
    /// Where consoles attach; nil where there is no socket.
    let server: StageServer?

    /// A director.
    ///
    /// - Parameters:
    ///   - script: the talk; one without chapters where there is none.
    ///   - hasCards: whether each chapter begins with its card.
    ///   - began: when the stage began, on the person's clock.
    ///   - recording: what was recorded at rehearsal.
    ///   - server: where consoles attach.
    ///   - hands: what it has done by others.
    init(
        _ script: StageScript, hasCards: Bool, began: String, recording: StageRecording?, server: StageServer?,
        _ hands: Stagehands
    ) {
        follower = ScriptFollower(script)
        self.hasCards = hasCards
        self.began = began
        self.recording = recording
        self.server = server
        self.hands = hands
        lastTime = hands.now()
    }

    /// Begins the talk: chapter 1 has its card.
    func begin() { if !follower.script.chapters.isEmpty { announce() } }

    // MARK: Keys of the stage's own keyboard

    /// Takes a key that was pressed on the stage itself.
    func type(_ key: Key) {
        pass()
        answer = nil
        if shownSince != nil {
            if key == .escape || key == .enter { shownSince = nil }
            return
        }
        let state = hands.state()
        if state.isForPresenter(key) {
            // The stage's own lists show the time; nobody is woken for it.
            hands.tell(
                .stage(.clock(elapsed: follower.elapsedSeconds, planned: follower.script.plannedSeconds)))
            if going != .still, key != .character(" ") { stop() }
            return hands.press(key)
        }
        if going != .still { stop() }
        wantsNext = false
        isByHand = true
        start()
        if !state.showsChapterCard, isBeforeChapter, hasCards, case .key(key)? = follower.next {
            return announce()
        }
        press(key, isOfScript: false)
    }

    private func press(_ key: Key, isOfScript: Bool) {
        let state = hands.state()
        let isCard = state.showsChapterCard
        let name = isOfScript ? nil : state.action(of: key)
        let before = Before(kept: hands.kept(), place: follower.place, announced: announced)
        pressed += 1
        hands.press(key)
        if hands.kept() > before.kept { befores.append(before) }
        if !isOfScript, !isCard { follower.pressed(key, named: name) }
    }

    // MARK: What a presenter wants

    /// Does what a presenter wants, from a console or from the stage's own lists.
    func take(_ command: StageCommand) {
        // Looking is no deed: what was answered stays, and so does what is shown.
        if case .foretell(let name) = command { return hands.foretell(name) }
        pass()
        answer = nil
        if shownSince != nil, command != .showRecording {
            shownSince = nil
            if command == .next { return }
        }
        switch command {
        case .next: if wantsNext { insist() } else { next(isForced: false) }
        case .back: back()
        case .play(let plays):
            if plays { begin(.plays) } else { stop() }
        case .chapter(let number): go(to: number)
        case .startOver: startOver()
        case .breaks, .breaksNumber, .arms: if doFault(command, isQuiet: false) { follower.broke() }
        case .mends: doFault(command, isQuiet: false)
        case .mask: hands.tell(.wanted(.mask))
        case .showRecording: showRecording()
        case .foretell: break
        }
        goOn()
    }

    /// The next key is wanted again while it waits: what runs is shown at once, and only where nothing runs any more, and
    /// the stage shows something else than the script has there, is it pressed all the same.
    private func insist() {
        let state = hands.state()
        switch state.rest {
        case .busy: if state.showsRowsByEnter { press(.enter, isOfScript: true) }
        case .waitsForPeople: break
        case .still: next(isForced: true)
        }
    }

    private func next(isForced: Bool) {
        let state = hands.state()
        start()
        if state.showsChapterCard { return press(.enter, isOfScript: true) }
        guard !follower.isAtEnd else {
            if follower.script.loops { startOver() }
            return
        }
        if follower.isOffScript { return go(to: follower.chapterNumber) }
        // What comes next is meant for what is there when all that runs has ended.
        guard isReady || isForced else {
            wantsNext = true
            return
        }
        (wantsNext, isByHand) = (false, false)
        if isBeforeChapter {
            announce()
            if hasCards { return }
        }
        if !follower.faults.isEmpty, follower.next != nil { hands.hold() }
        for deed in follower.faults { doFault(StageCommand(deed), isQuiet: true) }
        switch follower.next {
        case nil: break
        case .key(let key): press(key, isOfScript: true)
        case .text(let text): for letter in text { press(.character(letter), isOfScript: true) }
        case .action(let name):
            switch hands.state().keys(doing: name) {
            case .keys(let keys): for key in keys { press(key, isOfScript: true) }
            case .off(let reason):
                answer = "Not now: \(reason)."
                return
            case .unknown:
                answer = "Nothing here is called \"\(name)\"."
                return
            }
        }
        follower.didNext()
    }

    /// Whether the stage is where the next key is meant for: nothing runs any more that ends by itself, and it shows what
    /// the script has there.
    private var isReady: Bool {
        let rest = hands.state().rest
        guard rest != .busy else { return false }
        guard let scene else { return rest == .still }
        var there = follower
        there.see(scene)
        return !there.isOffScript
    }

    private func back() {
        stop()
        wantsNext = false
        guard hands.stepBack() else {
            answer =
                hands.state().mode == .live
                ? "A real account cannot go back." : "No key is left that can be taken back."
            return
        }
        pressed = max(0, pressed - 1)
        let kept = hands.kept()
        while let last = befores.last, last.kept >= kept {
            befores.removeLast()
            follower.goBack(to: last.place)
            announced = last.announced
        }
    }

    private func go(to number: Int) {
        guard (1...max(1, follower.script.chapters.count)).contains(number), !follower.script.chapters.isEmpty else {
            return
        }
        stop()
        wantsNext = false
        if hands.goToChapter(number) {
            let kept = hands.kept()
            befores.removeAll { $0.kept >= kept }
            follower.begin(chapter: number)
            announced = number - 1
            announce()
        } else if number == 1, hands.startOver() {
            // Its beginning was before there was a world that could be kept.
            befores = []
            follower.begin(chapter: 1)
            announced = 0
            announce()
        } else if number > follower.chapterNumber, !follower.isOffScript {
            begin(.hurries(to: number))
        } else {
            answer =
                hands.state().mode == .live
                ? "A real account cannot go back." : "Chapter \(number) was not begun yet."
        }
    }

    /// Begins anew with a fresh world.
    ///
    /// - Returns: whether that could be.
    @discardableResult
    private func startOver() -> Bool {
        stop()
        guard hands.startOver() else {
            answer =
                hands.state().mode == .live
                ? "A real account cannot go back." : "The demo's world is still starting."
            return false
        }
        follower.startOver()
        (befores, announced, pressed, isStarted, wantsNext, scene) = ([], 0, 0, false, false, nil)
        begin()
        return true
    }

    /// Breaks, arms or mends something.
    ///
    /// - Returns: whether it was done.
    @discardableResult
    private func doFault(_ command: StageCommand, isQuiet: Bool) -> Bool {
        let outcome = hands.fault(command)
        if let words = outcome.answer { answer = words }
        if outcome.changesWorld { hands.tell(.stage(.worldChanged)) }
        // What the script breaks is told by its card and its notes.
        if !isQuiet, !outcome.says.isEmpty { hands.tell(.stage(.said(outcome.says))) }
        return outcome.answer == nil
    }

    // MARK: Chapters

    /// Whether a chapter comes next that nobody was told of.
    var isBeforeChapter: Bool { follower.isAtChapterStart && announced < follower.chapterNumber }

    private func announce() {
        announced = follower.chapterNumber
        hands.mark(announced)
        hands.tell(.stage(.chapter(announced)))
    }

    // MARK: By itself

    private func begin(_ new: Going) {
        going = new
        (hasGone, goesAt) = (false, nil)
        hands.tell(.stage(.playing(new == .plays)))
    }

    private func stop() {
        guard going != .still else { return }
        (going, goesAt) = (.still, nil)
        hands.tell(.stage(.playing(false)))
    }

    /// Goes on by itself, where it does and it is time; called after every event.
    func goOn() {
        pass()
        if wantsNext, isReady { next(isForced: true) }
        while going != .still, isReady {
            let isHurry = going != .plays
            if follower.isOffScript || follower.isAtEnd && (isHurry || !follower.script.loops) { return stop() }
            if case .hurries(let number) = going, follower.chapterNumber >= number, isBeforeChapter {
                stop()
                return announce()
            }
            if !isHurry, hasGone, isBeforeChapter, !follower.script.loops { return stop() }
            let time = goesAt ?? lastTime + (isHurry ? 120 : reading)
            goesAt = time
            guard time <= lastTime else { return }
            (goesAt, hasGone) = (nil, true)
            if follower.isAtEnd {
                // Round it goes; where the world cannot begin anew, it stays at the end.
                if startOver() { begin(.plays) }
                return
            }
            next(isForced: true)
            if answer != nil { return stop() }
        }
    }

    /// How long what is to be said takes, in milliseconds; keys of the same step follow quickly.
    private var reading: Int64 {
        // A card, and what a chapter ends with, are there to be looked at.
        if hands.state().showsChapterCard || follower.isAtEnd || hasCards && isBeforeChapter { return 4000 }
        guard follower.place.presses == 0 else { return 1200 }
        return Int64(follower.step?.readingMilliseconds ?? 2000)
    }

    /// How long until ``goOn()`` is wanted, in milliseconds; nil for never.
    var wait: Int64? {
        if shownSince != nil { return recording?.wait(after: shown) }
        if let goesAt { return max(0, goesAt - hands.now()) }
        // What the last frame shows is known since it was drawn, and nothing else may come that would wake anybody.
        return (wantsNext || going != .still) && isReady ? 0 : nil
    }

    // MARK: Time

    private func start() {
        guard !isStarted else { return }
        isStarted = true
        lastTime = hands.now()
    }

    var runs: Bool { isStarted && (!follower.isAtEnd || follower.script.chapters.isEmpty) }

    func pass() {
        let now = hands.now()
        if runs { follower.pass(milliseconds: Int(now - lastTime)) }
        lastTime = now
    }

    // MARK: The network dies

    /// Takes how calls went: whether each was answered.
    func heard(answers: [Bool]) {
        guard hands.state().mode == .live else { return }
        for isAnswered in answers { unanswered = isAnswered ? 0 : unanswered + 1 }
    }

    var offersRecording: Bool { recording != nil && shownSince == nil && unanswered >= 2 }

    private func showRecording() {
        guard recording != nil else {
            answer = "There is no recording: --recording names one."
            return
        }
        stop()
        shownSince = hands.now()
        unanswered = 0
    }

    private var shown: Int { Int(hands.now() - (shownSince ?? hands.now())) }

    /// What the stage shows instead of itself; nil where it shows itself.
    func recorded(_ size: Size) -> Frame? {
        guard shownSince != nil else { return nil }
        return recording?.frame(at: shown, size)
    }
}
