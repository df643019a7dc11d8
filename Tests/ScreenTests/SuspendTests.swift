import Foundation
import Programs
import Testing

/// Ctrl-Z and fg, under a shell that really controls jobs.
@Suite(.serialized) struct SuspendTests {
    @Test(arguments: [0, 1, 9, 11, 12, 14]) func `stops, gives the terminal back, and goes on`(_ stop: Int) throws {
        let shell = try shell()
        shell.type("\(Place.program) demo\r")
        shell.walk(Step.demo.prefix(stop))
        shell.stand(before: Step.demo[stop])
        shell.type(Keys.suspend)
        shell.wait(for: "a stopped job") { $0.text.contains("Stopped") || $0.text.contains("Suspended") }
        #expect(TerminalModes.leftOn(in: shell.output) == [])
        #expect(shell.modesAreRestored)
        shell.type("echo st''ill here\r")
        shell.wait(for: "still here")
        shell.type("fg\r")
        shell.stand(before: Step.demo[stop])
        #expect(TerminalModes.leftOn(in: shell.output).contains(1049))
        shell.walk(Step.demo[stop...])
        shell.wait(for: "Message sent.")
        shell.type("\u{3}")
        shell.wait(for: "a prompt") { $0.lines.last { !$0.isEmpty } == "$" }
        shell.type("echo code $?\r")
        shell.wait(for: "code 0")
        #expect(TerminalModes.leftOn(in: shell.output) == [])
    }

    @Test func `a window resized meanwhile is drawn in its new size`() throws {
        let shell = try shell()
        shell.type("\(Place.program) demo\r")
        shell.walk(Step.demo.prefix(9))
        shell.stand(before: Step.demo[9])
        shell.type(Keys.suspend)
        shell.wait(for: "a stopped job") { $0.text.contains("Stopped") || $0.text.contains("Suspended") }
        shell.resize(rows: 40, columns: 120)
        shell.type("fg\r")
        shell.wait(for: "a rule of 120 columns") { $0.lines[2].count == 120 }
        shell.stand(before: Step.demo[9])
    }

    private func shell() throws -> PseudoTerminal {
        let home = try Home()
        var environment = home.environment
        environment["PS1"] = "$ "
        let shell = try PseudoTerminal(
            "/bin/sh", ["-i"], environment: environment, folder: home.folder, company: home)
        shell.wait(for: "$")
        return shell
    }
}
