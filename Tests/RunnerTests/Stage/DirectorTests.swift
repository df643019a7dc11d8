import Canvas
import Stage
import Testing

@testable import Wizard
@testable import sesame

/// The director with a wizard that nothing is asked of, and hands that write down what they are told.
@Suite struct DirectorTests {
    /// What was done, and the time.
    private final class Log {
        var state = WizardState(mode: .demo, stage: StageLook(chapters: [], hasCards: true))
        var keys: [Key] = []
        var news: [StageNews] = []
        var faults: [StageCommand] = []
        var marks: [Int] = []
        var kept = 0
        var now: Int64 = 0
        var canGo: Set<Int> = []
        var restarts = 0
        /// Whether keys reach the wizard.
        var isLive = false
        var held: [Int] = []
    }

    private static let script = StageScript(
        title: "Two",
        chapters: [
            .init(
                title: "One", sentences: ["It begins."], plannedSeconds: 60,
                steps: [
                    .init([.key(.down), .key(.up)], does: "look around", say: "Look."),
                    .init([.text("ab")], does: "type"),
                ]),
            .init(
                title: "Two", sentences: ["It ends."], plannedSeconds: 30,
                steps: [
                    .init([.key(.down)], does: "fall", faults: [.breaks("a-fault")]),
                    .init(does: "say only", say: "End."),
                ]),
        ])

    private static func director(_ log: Log, hasCards: Bool = false, script: StageScript = script) -> Director {
        var hands = Stagehands(
            state: { log.state },
            tell: { event in
                if case .stage(let news) = event { log.news.append(news) }
                _ = Wizard.update(&log.state, event)
            },
            press: { key in
                log.keys.append(key)
                log.kept += 1
                if log.isLive { _ = Wizard.update(&log.state, .key(key)) }
            })
        hands.now = { log.now }
        hands.kept = { log.kept }
        hands.canTakeBack = { log.kept }
        hands.stepBack = {
            guard log.kept > 0 else { return false }
            log.kept -= 1
            return true
        }
        hands.mark = { log.marks.append($0) }
        hands.startOver = {
            log.restarts += 1
            log.kept = 0
            return true
        }
        hands.hold = { log.held.append(log.faults.count) }
        hands.goToChapter = { log.canGo.contains($0) }
        hands.fault = { command in
            log.faults.append(command)
            return Stagehands.Outcome(changesWorld: true, says: "Something is broken now.")
        }
        let director = Director(
            script, hasCards: hasCards, began: "12:00", recording: nil, server: nil, hands)
        director.begin()
        return director
    }

    /// A talk of one chapter with these steps.
    private static func script(_ steps: [StageScript.Step]) -> StageScript {
        StageScript(
            title: "One",
            chapters: [.init(title: "One", sentences: ["It begins."], plannedSeconds: 60, steps: steps)])
    }

    @Test func `the next key of the script is pressed, one each time`() {
        let log = Log()
        let director = Self.director(log)
        #expect(log.marks == [1])
        for count in 1...3 {
            director.take(.next)
            #expect(log.keys.count == (count < 3 ? count : 4))
        }
        #expect(log.keys == [.down, .up, .character("a"), .character("b")])
        // The next chapter begins with its first key, and what it breaks is broken before.
        director.take(.next)
        #expect(log.marks == [1, 2])
        #expect(log.faults == [.breaks("a-fault")])
        #expect(log.keys.last == .down)
        director.take(.next)
        #expect(director.follower.isAtEnd)
        let count = log.keys.count
        director.take(.next)
        #expect(log.keys.count == count)
    }

    @Test func `what a script breaks is not told to the audience`() {
        let log = Log()
        let director = Self.director(log)
        for _ in 0..<4 { director.take(.next) }
        #expect(log.news.contains(.worldChanged))
        #expect(!log.news.contains(.said("Something is broken now.")))
        director.take(.breaks("another"))
        #expect(log.news.contains(.said("Something is broken now.")))
    }

    @Test func `a chapter has its card first, and Enter takes it away`() {
        let log = Log()
        log.state = WizardState(
            mode: .demo,
            stage: StageLook(chapters: Self.script.chapters.map { StageLook.Chapter($0) }, hasCards: true))
        let director = Self.director(log, hasCards: true)
        #expect(log.state.showsChapterCard)
        director.take(.next)
        #expect(log.keys == [.enter])
        #expect(director.follower.place.presses == 0)
    }

    @Test func `one key back is the script's place before it`() {
        let log = Log()
        let director = Self.director(log)
        director.take(.next)
        director.take(.next)
        #expect(director.follower.step?.does == "type")
        director.take(.back)
        #expect(director.follower.place.presses == 1)
        director.take(.back)
        #expect(director.follower.place.presses == 0)
        director.take(.back)
        #expect(director.answer == "No key is left that can be taken back.")
    }

    @Test func `keys of the stage's own keyboard move the script`() {
        let log = Log()
        let director = Self.director(log)
        director.type(.down)
        #expect(director.follower.place.presses == 1)
        director.type(.up)
        director.take(.next)
        #expect(log.keys == [.down, .up, .character("a"), .character("b")])
    }

    @Test func `by itself it presses after the time that reading takes, and stops before a chapter`() {
        let log = Log()
        let director = Self.director(log)
        director.take(.play(true))
        #expect(log.keys == [])
        #expect(director.wait == 2000)
        log.now = 1999
        director.goOn()
        #expect(log.keys == [])
        log.now = 2000
        director.goOn()
        #expect(log.keys == [.down])
        for _ in 0..<10 {
            log.now += director.wait ?? 0
            director.goOn()
        }
        #expect(log.keys.count == 4)
        #expect(director.wait == nil)
        #expect(log.news.last == .playing(false))
        // Again: the chapter begins.
        director.take(.play(true))
        log.now += director.wait ?? 0
        director.goOn()
        #expect(log.marks == [1, 2])
    }

    @Test func `by itself it goes on where nothing happens but its own keys`() {
        let log = Log()
        log.isLive = true
        _ = Wizard.update(&log.state, .resize(Size(columns: 80, rows: 24)))
        let script = Self.script([
            .init([.key(.down)], expected: .init(screen: "home", focus: "Diagnose")),
            .init([.key(.up)]),
        ])
        let director = Self.director(log, script: script)
        // As the event loop does it: a frame, then nothing until the timer.
        func turn() {
            director.show(Wizard.view(log.state, Size(columns: 80, rows: 24)))
            log.now += director.wait ?? 0
            director.goOn()
        }
        director.show(Wizard.view(log.state, Size(columns: 80, rows: 24)))
        director.take(.play(true))
        for _ in 0..<12 { turn() }
        #expect(log.keys == [.down, .up] && director.follower.isAtEnd)
    }

    @Test func `a talk that loops goes through its chapters, and begins again`() {
        let log = Log()
        var script = Self.script
        script.loops = true
        let director = Self.director(log, script: script)
        director.take(.play(true))
        for _ in 0..<40 where log.restarts < 2 {
            log.now += director.wait ?? 0
            director.goOn()
        }
        #expect(log.restarts == 2 && log.marks == [1, 2, 1, 2, 1])
        #expect(log.keys.count == 10 && director.follower.chapterNumber == 1)
        #expect(log.news.last == .playing(true))
        // Any key pauses, and Space goes on.
        log.now += director.wait ?? 0
        director.goOn()
        director.type(.home)
        #expect(director.wait == nil && log.news.last == .playing(false))
        director.take(.play(true))
        #expect(director.wait != nil)
        // By hand, Enter after the end begins again.
        let other = Log()
        let byHand = Self.director(other, script: script)
        for _ in 0..<5 { byHand.take(.next) }
        #expect(byHand.follower.isAtEnd && other.restarts == 0)
        byHand.take(.next)
        #expect(other.restarts == 1 && byHand.follower.chapterNumber == 1)
    }

    @Test func `who breaks something by hand has done the step that would`() {
        let log = Log()
        let script = Self.script([
            .init(say: "It works."), .init(say: "Now.", faults: [.breaks("a-fault")]),
            .init([.key(.up)], does: "up"), .init(faults: [.mends("a-fault")]),
        ])
        let director = Self.director(log, script: script)
        director.take(.breaksNumber(3))
        #expect(director.follower.step?.does == "up")
        director.type(.up)
        #expect(director.follower.faults == [.mends("a-fault")])
        director.take(.breaksNumber(4))
        #expect(director.follower.faults == [.mends("a-fault")])
    }

    @Test func `what a key brings with it is taken back with it`() {
        let log = Log()
        let director = Self.director(log)
        for _ in 0..<4 { director.take(.next) }
        #expect(log.held == [0] && log.faults == [.breaks("a-fault")])
    }

    @Test func `a presenter who presses again does not press past what runs`() {
        let log = Log()
        let director = Self.director(log)
        let rested = log.state
        _ = log.state.start()
        #expect(log.state.rest == .busy)
        for _ in 0..<3 { director.take(.next) }
        #expect(log.keys == [] && director.wantsNext)
        log.state = rested
        director.goOn()
        #expect(log.keys == [.down] && !director.wantsNext)
    }

    @Test(arguments: [StageCommand.next, .play(true), .chapter(2)])
    func `what only the frame shows wakes whoever waits for it`(_ command: StageCommand) {
        let log = Log()
        let steps: [StageScript.Step] = [
            .init([.key(.down)], expected: .init(screen: "there")), .init([.key(.up)]), .init([.key(.up)]),
        ]
        let script = StageScript(
            title: "",
            chapters: [
                .init(title: "One", sentences: [], plannedSeconds: 9, steps: steps),
                .init(title: "Two", sentences: [], plannedSeconds: 9, steps: steps),
            ])
        let director = Self.director(log, script: script)
        let frame = Frame(size: Size(columns: 80, rows: 24))
        director.take(.next)
        // The key was pressed, and the frame before it is the last that was drawn.
        director.scene = StageScene(screen: "here", frame: frame)
        director.take(command)
        #expect(log.keys == [.down] && director.wait == nil)
        director.scene = StageScene(screen: "there", frame: frame)
        #expect(director.wait == 0)
        log.now += 10_000
        director.goOn()
        log.now += 10_000
        director.goOn()
        #expect(log.keys.count >= 2)
    }

    @Test func `any key pauses`() {
        let log = Log()
        let director = Self.director(log)
        director.take(.play(true))
        director.type(.home)
        #expect(director.wait == nil)
        #expect(log.news.last == .playing(false))
    }

    @Test func `the clock begins with the first key and ends with the script`() {
        let log = Log()
        let director = Self.director(log)
        log.now = 60_000
        director.goOn()
        #expect(director.follower.elapsedSeconds == 0)
        director.take(.next)
        log.now += 5000
        director.goOn()
        #expect(director.follower.elapsedSeconds == 5)
        for _ in 0..<6 { director.take(.next) }
        #expect(director.follower.isAtEnd)
        log.now += 5000
        director.goOn()
        #expect(director.follower.elapsedSeconds == 5)
    }

    @Test func `a chapter that was not begun is reached by the script's keys`() {
        let log = Log()
        let director = Self.director(log)
        director.take(.chapter(2))
        for _ in 0..<10 {
            log.now += director.wait ?? 0
            director.goOn()
        }
        #expect(log.keys.count == 4)
        #expect(log.marks == [1, 2])
        #expect(director.wait == nil)
        #expect(log.faults == [])
        log.canGo = [1]
        director.take(.chapter(1))
        #expect(director.follower.chapterNumber == 1)
        #expect(log.marks == [1, 2, 1])
    }

    @Test func `numbers that are no chapters do nothing`() {
        let log = Log()
        let director = Self.director(log)
        for number in [-1, 0, 3, Int.max] { director.take(.chapter(number)) }
        #expect(log.marks == [1])
        let empty = Self.director(Log(), script: StageScript(title: "", chapters: []))
        for command: StageCommand in [.next, .back, .play(true), .chapter(1), .startOver, .showRecording] {
            empty.take(command)
        }
        #expect(empty.wait == nil)
    }

    @Test func `two calls without an answer are a warning, on real accounts alone`() {
        let log = Log()
        log.state = WizardState(mode: .live, stage: StageLook())
        let director = Self.director(log)
        director.heard(answers: [true, false])
        #expect(director.unanswered == 1)
        director.heard(answers: [false])
        #expect(director.unanswered == 2)
        director.heard(answers: [true])
        #expect(director.unanswered == 0)
        director.take(.showRecording)
        #expect(director.answer == "There is no recording: --recording names one.")
    }
}
