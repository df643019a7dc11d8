import Canvas
import Testing
import Wire

@testable import Stage

/// What travels between stage and console.
@Suite struct StageLineTests {
    @Test func `a report comes as it was sent`() throws {
        var report = StageReport.sample
        report.warning = "2 calls without an answer."
        report.offScript = "off script"
        report.answer = "\"quoted\"\n"
        report.waits = "what runs"
        report.recorded = "10:12"
        report.offersRecording = true
        report.isReal = true
        report.isMasked = true
        report.isOver = true
        report.plays = true
        report.faults[3].hiddenBy = "1"
        report.faults[4].number = nil
        report.faults[1].outlook = .met(refusal: nil, isNamed: false, causes: 2, mending: nil)
        report.faults[2].outlook = .met(refusal: "X", isNamed: true, causes: 1, mending: .keysAndClick(3))
        report.faults[3].outlook = .met(refusal: "X", isNamed: true, causes: 1, mending: FaultOutlook.Mending.none)
        report.faults[4].outlook = .impossible("Apply first.")
        report.faults[5].outlook = .unknown
        #expect(try StageReport(line: report.line) == report)
        #expect(!report.line.contains(UInt8(ascii: "\n")))
        #expect(try StageReport(line: StageReport().line) == StageReport())
    }

    @Test(
        arguments: [
            .next, .back, .play(true), .play(false), .chapter(3), .startOver, .breaks("wrong-sub"), .breaksNumber(7),
            .breaksNumber(nil), .arms("x", .send), .arms("x", .apply), .arms("x", .check), .mends("y"), .mask,
            .showRecording, .foretell("z"), .foretell(nil),
        ] as [StageCommand])
    func `a command comes as it was sent`(_ command: StageCommand) throws {
        #expect(try StageCommand(line: command.line) == command)
        #expect(command.line.count < StageLine.commandLimit)
    }

    @Test func `unknown members are ignored`() throws {
        let line = #"{"schema":"sesame/stage-command/v1","command":"next","later":{"a":[1]}}"#
        #expect(try StageCommand(line: Array(line.utf8)) == .next)
        let report = #"{"schema":"sesame/stage-report/v1","later":1,"elapsed":5000}"#
        #expect(try StageReport(line: Array(report.utf8)).elapsed == 5000)
    }

    @Test(arguments: [
        "", "{", "null", "[]", "\"x\"", "{\"schema\":1}", "{\"schema\":\"sesame/stage-command/v1\"}",
        "{\"schema\":\"sesame/stage-command/v1\",\"command\":\"breaks\"}",
        "{\"schema\":\"sesame/stage-command/v1\",\"command\":\"chapter\",\"number\":\"1\"}",
        "{\"schema\":\"sesame/stage-command/v1\",\"command\":\"arms\",\"fault\":\"x\",\"cue\":\"tea\"}",
        "{\"schema\":\"sesame/stage-command/v1\",\"command\":\"rm -rf\"}", "\u{0}\u{1}\u{1B}[2J",
    ]) func `what is no command is none`(_ text: String) {
        #expect(throws: StageLineProblem.notUnderstood) { try StageCommand(line: Array(text.utf8)) }
    }

    @Test func `another version is named, and cannot steer a terminal`() {
        let line = "{\"schema\":\"sesame/stage-report/v2\\u001b[2J\"}"
        #expect(throws: StageLineProblem.otherVersion("sesame/stage-report/v2\\x1b[2J")) {
            try StageReport(line: Array(line.utf8))
        }
    }

    @Test func `numbers and screens that cannot be are cut`() throws {
        let line = """
            {"schema":"sesame/stage-report/v1","elapsed":-5,"chapter":99,"pressed":99999999999999999999,
            "chapters":[{"title":"a","planned":-1,"taken":-3},7],"faults":[{"number":1},{"name":"x","number":-1}],
            "screen":{"columns":99999999,"rows":["\\u001b[2Jhello",5,"世世世"],
            "runs":[[0,0,5,255,200],[9,0,1,0,0],[0,-1,2,1,1],[0,0],[0,499,9999,1,1],"x"]}}
            """
        let report = try StageReport(line: Array(line.utf8))
        #expect(report.elapsed == 0)
        #expect(report.chapter == 2)
        #expect(report.pressed == 0)
        #expect(report.chapters[0] == StageReport.Chapter(title: "a", planned: 0, taken: 0))
        #expect(report.faults.map(\.name) == ["x"])
        #expect(report.faults[0].number == nil)
        #expect(report.screen.size == Size(columns: 500, rows: 3))
        let frame = report.screen.frame
        #expect(frame.text(ofRow: 0) == "?[2Jhello")
        #expect(frame[2, 0].width == 2)
        var console = ConsoleState(size: Size(columns: 80, rows: 24))
        _ = console.update(.report(report))
        _ = console.frame
        _ = console.update(.key(.character("v")))
        _ = console.frame
    }

    @Test(arguments: 0..<200) func `broken lines are refused or read, and never more`(_ seed: Int) {
        var line = StageReport.sample.line
        var random = UInt64(seed) &* 6_364_136_223_846_793_005 &+ 1
        func next(_ count: Int) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(random >> 33) % count
        }
        for _ in 0..<(1 + seed % 5) {
            let at = next(line.count)
            switch next(3) {
            case 0: line[at] = UInt8(next(256))
            case 1: line.removeLast(line.count - at)
            default: line.insert(UInt8(next(256)), at: at)
            }
            if line.isEmpty { break }
        }
        guard let report = try? StageReport(line: line) else { return }
        for size in [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40)] {
            for key: Key in [.character("b"), .character("g"), .character("v")] {
                var console = ConsoleState(size: size)
                _ = console.update(.report(report))
                _ = console.update(.key(key))
                #expect(console.frame.size == size)
            }
        }
    }

    @Test func `lines come in pieces, and one without end is refused`() {
        var reader = StageLine.Reader(limit: 8)
        #expect(reader.take(Array("ab".utf8)) == [])
        #expect(reader.take(Array("c\nde\n\nf".utf8)) == [Array("abc".utf8), Array("de".utf8), []])
        #expect(reader.take(Array("\n".utf8)) == [Array("f".utf8)])
        #expect(reader.take(Array("12345678\n".utf8)) == [Array("12345678".utf8)])
        #expect(reader.take(Array("123456789".utf8)) == nil)
    }

    @Test func `styles come with the cells`() throws {
        let frame = StageReport.stage
        #expect(try StageReport(line: StageReport.sample.line).screen.frame.cells == frame.cells)
        var wide = Frame(size: Size(columns: 10, rows: 1))
        wide.write("世界 ok", row: 0, column: 1, style: Style([.bold], ink: .wrong))
        #expect(StageCells(wide).frame.cells == wide.cells)
    }
}
