import Canvas
import Testing

@testable import Stage

/// What the console's keys want of the stage.
@Suite struct ConsoleKeyTests {
    private static func pressed(
        _ keys: [Key], _ change: (inout StageReport) -> Void = { _ in }
    ) -> (effects: [ConsoleEffect], text: String) {
        var report = StageReport.sample
        change(&report)
        var console = ConsoleState(size: Size(columns: 80, rows: 24))
        _ = console.update(.tick(0))
        _ = console.update(.report(report))
        let effects = keys.flatMap { console.update(.key($0)) }
        // What the focus asks for is no key's doing.
        let wanted = effects.filter { if case .send(.foretell) = $0 { false } else { true } }
        return (wanted, console.frame.text)
    }

    @Test func `what would come of a fault is asked once, and again when it is not known any more`() {
        var console = ConsoleState(size: Size(columns: 80, rows: 24))
        var report = StageReport.sample
        _ = console.update(.report(report))
        #expect(console.update(.key(.character("b"))) == [])
        #expect(console.update(.key(.down)) == [.send(.foretell("fault-2"))])
        #expect(console.update(.tick(5)) == [] && console.update(.report(report)) == [])
        report.faults[1].outlook = .unknown
        #expect(console.update(.report(report)) == [])
        report.faults[1].outlook = nil
        #expect(console.update(.report(report)) == [.send(.foretell("fault-2"))])
        #expect(console.update(.key(.down)) == [.send(.foretell("fault-3"))])
        #expect(console.update(.key(.escape)) == [.send(.foretell(nil))])
        #expect(console.update(.report(report)) == [])
    }

    @Test(
        arguments: [
            ([.enter], [.send(.next)]), ([.left], [.send(.back)]), ([.character(" ")], [.send(.play(true))]),
            ([.character("x")], [.send(.mask)]), ([.character("q")], [.leave]), ([.escape], [.leave]),
            ([.character("b"), .enter], [.send(.mends("fault-1"))]),
            ([.character("b"), .down, .enter], [.send(.breaks("fault-2"))]),
            ([.character("b"), .character("7"), .enter], [.send(.breaks("fault-7"))]),
            ([.character("b"), .character("1"), .character("4"), .enter], [.send(.breaks("fault-14"))]),
            ([.character("b"), .character("9"), .character(" ")], [.send(.arms("fault-9", .send))]),
            ([.character("b"), .character("7"), .character(" ")], [.send(.arms("fault-7", .apply))]),
            ([.character("b"), .escape, .enter], [.send(.next)]),
            (
                [.character("b"), .character("/"), .character("w"), .character("e"), .character("b"), .enter],
                [.send(.breaks("fault-13"))]
            ),
            ([.character("g"), .up, .enter], [.send(.chapter(4))]),
            ([.character("g"), .character("2"), .enter], [.send(.chapter(2))]),
            ([.character("g"), .escape, .enter], [.send(.next)]),
            ([.character("o"), .enter], [.send(.startOver)]), ([.character("o"), .escape], []),
            ([.character("o"), .left], []),
            ([.character("v"), .enter, .enter], [.send(.next)]),
            ([.character("?"), .character("b"), .enter], [.send(.next)]),
            ([.character("b"), .character("v"), .enter, .down, .enter], [.send(.breaks("fault-2"))]),
            ([.control("z")], [.suspend]), ([.control("l")], [.redraw]),
        ] as [([Key], [ConsoleEffect])])
    func `keys`(_ keys: [Key], _ wanted: [ConsoleEffect]) {
        #expect(Self.pressed(keys).effects == wanted)
    }

    @Test func `a real account cannot go back and is never broken`() {
        let real: (inout StageReport) -> Void = {
            $0.isReal = true
            $0.faults = []
        }
        #expect(Self.pressed([.left, .character("o"), .enter], real).effects == [.send(.next)])
        #expect(Self.pressed([.left], real).text.contains("Not now: a real account cannot go back."))
        #expect(Self.pressed([.character("o")], real).text.contains("a real account cannot go back"))
        #expect(Self.pressed([.character("b")], real).text.contains("a real account is not broken on purpose"))
        #expect(!Self.pressed([], real).text.contains("Left back"))
    }

    @Test func `any key pauses what plays by itself`() {
        let plays: (inout StageReport) -> Void = { $0.plays = true }
        #expect(Self.pressed([.enter], plays).effects == [.send(.play(false))])
        #expect(Self.pressed([.character("g")], plays).effects == [.send(.play(false))])
        #expect(Self.pressed([.character(" ")], plays).effects == [.send(.play(false))])
        #expect(Self.pressed([], plays).text.contains("Space pause"))
    }

    @Test func `nothing is left of the script`() {
        let over: (inout StageReport) -> Void = {
            $0.steps = []
            $0.isOver = true
        }
        #expect(Self.pressed([.enter, .character(" ")], over).effects == [])
        #expect(Self.pressed([], over).text.contains("The script is over."))
    }

    @Test func `nothing is left to take back`() {
        #expect(Self.pressed([.left]) { $0.canTakeBack = 0 }.effects == [])
    }

    @Test func `the network died`() {
        let dead: (inout StageReport) -> Void = {
            $0.isReal = true
            $0.offersRecording = true
            $0.warning = "2 calls without an answer. Enter goes on with the recording of 10:12."
        }
        let text = Self.pressed([], dead).text
        #expect(text.contains("! 2 calls without an answer. Enter goes on with the recording of 10:12."))
        #expect(Self.pressed([.enter], dead).effects == [.send(.showRecording)])
        let recorded: (inout StageReport) -> Void = {
            $0.isReal = true
            $0.recorded = "10:12"
            ($0.chapters, $0.steps) = ([], [])
        }
        let shown = Self.pressed([], recorded).text
        #expect(shown.contains("The recording of 10:12 is shown. Enter goes back to the stage as it is."))
        #expect(shown.contains("nothing: there is no script"))
        #expect(Self.pressed([.enter], recorded).effects == [.send(.next)])
    }

    @Test func `several faults are counted, and what hides another is said`() {
        let text = Self.pressed([.character("b")]) {
            $0.faults[6].state = .broken(1000)
            $0.faults[6].hiddenBy = "1"
        }.text
        #expect(text.contains("2 root causes at once; 7 cannot be seen while 1 is broken"))
    }

    @Test func `notes are copied as text`() {
        guard case .copy(let text)? = Self.pressed([.character("c")]).effects.first else {
            Issue.record("nothing was copied")
            return
        }
        #expect(text.hasPrefix("5  Break it\n\"AWS says a few words"))
        #expect(text.contains("a, Enter: apply it"))
    }

    @Test func `the clock runs on at the console, once a second`() {
        var console = ConsoleState(size: Size(columns: 80, rows: 24))
        _ = console.update(.tick(1000))
        _ = console.update(.report(.sample))
        #expect(console.nextTick == 1000)
        _ = console.update(.tick(4100))
        #expect(console.nextTick == 900)
        let text = console.frame.text
        #expect(text.contains("6:48 of 10:00"))
        #expect(text.contains("1:13 of 2:00"))
        #expect(text.contains("for 0:43"))
        var stands = StageReport.sample
        stands.runs = false
        stands.faults = []
        _ = console.update(.report(stands))
        #expect(console.nextTick == nil)
    }

    @Test func `late is late, also while the chapter takes too long`() {
        var report = StageReport.sample
        #expect(report.ahead(after: 0) == 55)
        #expect(report.ahead(after: 50_000) == 55)
        #expect(report.ahead(after: 60_000) == 45)
        #expect(report.ahead(after: 120_000) == -15)
        report.isOver = true
        #expect(report.ahead(after: 0) == 195)
    }

    @Test func `a stage that ends is waited for`() {
        var console = ConsoleState(size: Size(columns: 80, rows: 24))
        _ = console.update(.report(.sample))
        _ = console.update(.lost("The stage has ended."))
        #expect(console.frame.text.contains("The stage has ended."))
        #expect(console.update(.key(.enter)) == [])
        #expect(console.nextTick == 1000)
        #expect(console.update(.tick(2000)) == [.look])
        let stage = StageAddress(path: "/x", words: "began at 12:00, process 1")
        #expect(console.update(.found([])) == [])
        #expect(console.update(.found([stage])) == [.attach(stage)])
        _ = console.update(.attached)
        _ = console.update(.report(.sample))
        #expect(console.update(.key(.enter)) == [.send(.next)])
        _ = console.update(.lost("The stage has ended."))
        #expect(console.update(.key(.character("q"))) == [.leave])
    }

    @Test func `two stages are chosen from`() {
        var console = ConsoleState(size: Size(columns: 80, rows: 24))
        let stages = (1...2).map { StageAddress(path: "/\($0)", words: "began at 12:0\($0), process \($0)") }
        #expect(console.update(.found(stages)) == [])
        #expect(console.frame.text.contains("▸ began at 12:01, process 1"))
        #expect(console.nextTick == nil)
        #expect(console.update(.key(.down)) == [])
        #expect(console.update(.key(.enter)) == [.attach(stages[1])])
    }
}
