import Foundation
import Testing

/// Windows change their size at any moment, also to one in which nothing fits.
@Suite(.serialized) struct ResizeTests {
    /// The places where a walk stops to be resized: each screen, the dialog, the wait for people, the inbox.
    static let stops: [Int] = [0, 1, 4, 9, 10, 11, 12, 13, 14, 15, 18, 19]

    @Test(arguments: stops) func `a resize keeps the screen, the focus and the answers`(_ stop: Int) throws {
        let terminal = try Program.demo()
        terminal.walk(Step.demo.prefix(stop))
        terminal.stand(before: Step.demo[stop])
        resizeThere(terminal, Step.demo[stop])
        terminal.walk(Step.demo[stop...])
        terminal.wait(for: "Message sent.")
    }

    @Test func `a resize keeps the result pages`() throws {
        let terminal = try Program.demo()
        terminal.walk(Step.demo)
        for step in Step.toTheEnd {
            terminal.stand(before: step)
            resizeThere(terminal, step)
            terminal.type(step.key)
        }
        #expect(terminal.exitCode() == 0)
        #expect(terminal.modesAreRestored)
    }

    private func resizeThere(
        _ terminal: PseudoTerminal, _ step: Step, location: SourceLocation = #_sourceLocation
    ) {
        terminal.settle(milliseconds: 500)
        let before = terminal.lines
        terminal.resize(rows: 40, columns: 120)
        terminal.wait(for: "a rule of 120 columns", location: location) { $0.lines[2].count == 120 }
        terminal.stand(before: step, location: location)
        terminal.resize(rows: 12, columns: 60)
        terminal.wait(for: "80 by 24", location: location) { $0.text.contains("80") && $0.text.contains("60") }
        terminal.resize(rows: 24, columns: 80)
        terminal.wait(for: "the frame from before", location: location) { now in
            zip(now.lines, before).allSatisfy { ResizeTests.isSame($0, $1) }
        }
    }

    /// Whether two rows are the same but for a time that goes on.
    private static func isSame(_ one: String, _ other: String) -> Bool {
        one.filter { !$0.isNumber && $0 != " " } == other.filter { !$0.isNumber && $0 != " " }
    }

    @Test(arguments: [(1, 1), (1, 200), (60, 1), (2, 2), (23, 80), (24, 79), (60, 200)])
    func `no size is too small or too large to come back from`(_ rows: Int, _ columns: Int) throws {
        let terminal = try Program.demo()
        terminal.walk(Step.demo.prefix(9))
        terminal.stand(before: Step.demo[9])
        terminal.resize(rows: rows, columns: columns)
        terminal.settle(milliseconds: 100)
        terminal.resize(rows: 24, columns: 80)
        terminal.stand(before: Step.demo[9])
        terminal.type(Keys.enter)
        terminal.stand(before: Step.demo[10])
    }

    @Test func `a program that starts in a window of one cell waits for a larger one`() throws {
        let terminal = try Program.demo(rows: 1, columns: 1)
        terminal.settle(milliseconds: 200)
        terminal.resize(rows: 24, columns: 80)
        terminal.walk(Step.demo.prefix(2))
        terminal.stand(before: Step.demo[2])
    }

    @Test func `a too small window still lets a person leave`() throws {
        let terminal = try Program.demo(rows: 12, columns: 60)
        terminal.wait(for: "80")
        terminal.type("\u{3}")
        #expect(terminal.exitCode() == 0)
        #expect(terminal.modesAreRestored)
    }

    @Test func `a storm of resizes ends in the right frame`() throws {
        let terminal = try Program.demo()
        terminal.walk(Step.demo.prefix(11))
        terminal.stand(before: Step.demo[11])
        let before = terminal.output.count
        for turn in 0..<100 {
            terminal.resize(rows: 20 + turn * 7 % 41, columns: 60 + turn * 13 % 141)
            if turn % 10 == 0 { terminal.settle(milliseconds: 1) }
        }
        terminal.resize(rows: 24, columns: 80)
        terminal.stand(before: Step.demo[11])
        #expect(terminal.output.count - before < 600_000)
        terminal.walk(Step.demo[11...])
        terminal.wait(for: "Message sent.")
    }
}
