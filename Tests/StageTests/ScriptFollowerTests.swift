import Canvas
import Stage
import Testing

@Suite struct ScriptFollowerTests {
    /// Two chapters: a home screen, a message, something said, a fault, and two keys on one step.
    static let script = StageScript(
        title: "Talk",
        chapters: [
            .init(
                title: "Send", sentences: ["One."], plannedSeconds: 60,
                steps: [
                    .init([.key(.enter)], expected: .init(screen: "test", focus: "Send")),
                    .init([.action("Send it")], expected: .init(screen: "test", focus: "Continue")),
                    .init(say: "It is sent, and these are ten words, or so."),
                    .init([.key(.enter)], expected: .init(screen: "practices")),
                ]),
            .init(
                title: "Break", sentences: ["Two."], plannedSeconds: 120,
                steps: [
                    .init(faults: [.breaks("x")]),
                    .init([.key(.character("a")), .key(.enter)], expected: .init(screen: "apply", focus: "Continue")),
                    .init([.text("prod")], expected: .init(screen: "configuration")),
                ]),
        ])

    /// A scene with a button that has the focus.
    static func scene(_ screen: String, _ focus: String = "") -> StageScene {
        var frame = Frame(size: Size(columns: 80, rows: 24))
        for (column, character) in " ▸ [ \(focus) ]".enumerated() {
            frame.put(character, width: 1, row: 20, column: column, style: .plain)
        }
        frame.cursor = Position(row: 20, column: 5)
        return StageScene(screen: screen, frame: frame)
    }

    /// What happens, and where the talk is then: `chapter.step.presses`, with `off` where it is off its script.
    enum Event: Sendable {
        case key(Key)
        case named(Key, String)
        case see(String, String)
        case next
        case chapter(Int)
        case then(String)
    }

    static let walks: [[Event]] = [
        // By the console alone.
        [
            .then("0.0.0"), .next, .then("0.1.0"), .next, .then("0.2.0"), .next, .then("0.3.0"), .next, .then("1.0.0"),
            .next, .then("1.1.0"), .next, .then("1.1.1"), .next, .then("1.2.0"), .next, .then("2.0.0"), .next,
            .then("2.0.0"),
        ],
        // By hand: actions by whatever key does them, what is only said needs no key.
        [
            .key(.enter), .see("test", "Send"), .then("0.1.0"), .named(.character("s"), "send it"), .then("0.2.0"),
            .see("test", "Continue"), .then("0.2.0"), .key(.enter), .then("1.0.0"), .see("practices", "x"),
            .then("1.0.0"),
        ],
        // What breaks something is never skipped by a key.
        [.chapter(2), .key(.character("a")), .then("1.0.0")],
        // In the middle of a step nothing that is seen matters; Esc takes its first key back.
        [
            .chapter(2), .next, .key(.character("a")), .then("1.1.1"), .see("apply", "Apply"), .then("1.1.1"),
            .key(.escape), .see("practices", ""), .then("1.1.0"),
        ],
        // Typed by letters, or pasted.
        [
            .chapter(2), .next, .next, .next, .key(.character("p")), .key(.character("r")), .then("1.2.0"),
            .key(.paste("od")), .then("2.0.0"),
        ],
        [.chapter(2), .next, .next, .next, .key(.character("p")), .key(.character("x")), .then("1.2.0")],
        // Another way to the same place.
        [.next, .key(.down), .see("test", "Send"), .then("0.1.0")],
        [.next, .key(.down), .see("test", "Continue"), .then("0.2.0")],
        // Nothing is known of what is seen before the first step, so nothing moves the place.
        [.key(.down), .see("test", "Send"), .then("0.0.0")],
        // Off the script, and on it again.
        [
            .key(.enter), .see("test", "Send"), .key(.up), .see("test", "Back"), .then("0.1.0 off"), .key(.down),
            .see("test", "Send"), .then("0.1.0"),
        ],
        [.key(.enter), .see("home", ""), .then("0.1.0 off"), .chapter(1), .then("0.0.0")],
        // A later step's place is found, but none behind a fault that was not broken.
        [.key(.enter), .key(.character("g")), .see("practices", ""), .then("0.1.0 off")],
        [.next, .next, .next, .key(.character("g")), .see("practices", ""), .then("1.0.0")],
        [.next, .next, .next, .key(.character("g")), .see("apply", "Continue"), .then("0.3.0 off")],
        // The next key brings it back by itself.
        [.key(.enter), .key(.up), .see("home", ""), .then("0.1.0 off"), .named(.enter, "Send it"), .then("0.2.0")],
    ]

    @Test(arguments: walks.indices) func `the place is found`(_ index: Int) {
        var follower = ScriptFollower(Self.script)
        for (number, event) in Self.walks[index].enumerated() {
            switch event {
            case .key(let key): follower.pressed(key)
            case .named(let key, let name): follower.pressed(key, named: name)
            case .see(let screen, let focus): follower.see(Self.scene(screen, focus))
            case .next: follower.didNext()
            case .chapter(let chapter): follower.begin(chapter: chapter)
            case .then(let wanted):
                let place = follower.place
                let text = "\(place.chapter).\(place.step).\(place.presses)\(follower.isOffScript ? " off" : "")"
                #expect(text == wanted, "event \(number)")
            }
        }
    }

    @Test func `what comes next is told with what breaks before it`() {
        var follower = ScriptFollower(Self.script)
        #expect(follower.next == .key(.enter) && follower.isAtChapterStart)
        #expect(follower.upcoming(9).count == 7)
        follower.begin(chapter: 2)
        #expect(follower.next == nil && follower.faults == [.breaks("x")] && follower.chapterNumber == 2)
        follower.didNext()
        #expect(follower.next == .key(.character("a")) && follower.faults.isEmpty && !follower.isAtChapterStart)
        follower.didNext()
        #expect(follower.next == .key(.enter))
        for _ in 0..<2 { follower.didNext() }
        #expect(follower.isAtEnd && follower.next == nil && follower.step == nil && follower.chapterNumber == 2)
        #expect(follower.words == nil)
    }

    @Test func `off the script it says where Enter goes on`() {
        var follower = ScriptFollower(Self.script)
        follower.begin(chapter: 2)
        follower.didNext()
        follower.pressed(.up)
        follower.see(Self.scene("home"))
        #expect(follower.words == "off script; Enter goes on from the start of chapter 2")
    }

    @Test func `what is planned is compared with the chapters that are done`() {
        var follower = ScriptFollower(Self.script)
        follower.pass(milliseconds: 40_000)
        #expect(follower.aheadSeconds == 0 && follower.elapsedSeconds == 40)
        for _ in 0..<4 { follower.didNext() }
        #expect(follower.isDone(chapter: 1) && !follower.isDone(chapter: 2) && follower.aheadSeconds == 20)
        follower.pass(milliseconds: 120_000)
        #expect(follower.takenSeconds(chapter: 1) == 40 && follower.takenSeconds(chapter: 2) == 120)
        #expect(follower.aheadSeconds == 20)
        // A chapter that takes too long makes late at once.
        follower.pass(milliseconds: 30_500)
        #expect(follower.aheadSeconds == -10)
        // What is begun anew takes its time anew; the talk's time went by all the same.
        follower.begin(chapter: 1)
        #expect(follower.takenSeconds(chapter: 1) == 0 && follower.elapsedSeconds == 190)
        #expect(follower.aheadSeconds == -190)
        follower.startOver()
        #expect(follower.elapsedSeconds == 0 && follower.aheadSeconds == 0)
    }

    @Test func `one key back is one place back`() {
        var follower = ScriptFollower(Self.script)
        follower.begin(chapter: 2)
        follower.didNext()
        follower.didNext()
        let place = follower.place
        follower.didNext()
        follower.goBack(to: place)
        #expect(follower.next == .key(.enter) && follower.place.presses == 1)
    }

    @Test func `words are read at two hundred a minute, and never in less than two seconds`() {
        #expect(StageScript.Step().readingMilliseconds == 2000)
        #expect(StageScript.Step(say: "One, two - three.").readingMilliseconds == 2000)
        let words = String(repeating: "word ", count: 100)
        #expect(StageScript.Step(say: words).readingMilliseconds == 30_000)
    }

    @Test func `a scene knows its focus, and what a script misses in it`() {
        let scene = Self.scene("test", "Send again")
        #expect(scene.focusWords == "Send again" && scene.focusRow == "Send again ]")
        let expected = StageScript.Expectation(screen: "apply", focus: "Back", texts: ["again", "gone"])
        #expect(
            expected.misses(in: scene) == [.screen(wanted: "apply"), .focus(wanted: "Back"), .text(wanted: "gone")])
        #expect(StageScript.Expectation(focus: "Send").misses(in: scene).isEmpty)
    }
}
