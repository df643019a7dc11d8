import Programs
import Testing

/// Standard streams that end, are missing, or go the wrong way.
@Suite(.serialized) struct StreamTests {
    @Test func `a reader of the log that goes away does not end the setup`() async throws {
        let simulator = try await Simulation.start()
        let terminal = try shell(
            "mkfifo log; head -n 2 log >/dev/null & exec \"$0\" setup --debug 2>log", simulator.variables)
        terminal.walk(LiveSetupTests.toAddresses)
        terminal.wait(for: "▸ Sender")
        #expect(TerminalModes.leftOn(in: terminal.output).contains(1049))
        terminal.type("\u{3}")
        #expect(terminal.exitCode() == 0)
        #expect(terminal.modesAreRestored)
        #expect(TerminalModes.leftOn(in: terminal.output) == [])
    }

    @Test func `a setup without standard error is the same setup`() async throws {
        let simulator = try await Simulation.start()
        let terminal = try shell("exec \"$0\" setup --debug 2>&-", simulator.variables)
        terminal.walk(LiveSetupTests.toAddresses)
        terminal.wait(for: "▸ Sender")
        terminal.type("\u{3}")
        #expect(terminal.exitCode() == 0)
        #expect(terminal.modesAreRestored)
    }

    @Test func `a terminal that takes no output is given back and named`() throws {
        let terminal = try shell("exec \"$0\" demo 1</dev/tty")
        #expect(terminal.exitCode() == 64)
        #expect(terminal.modesAreRestored)
        #expect(TerminalModes.leftOn(in: terminal.output) == [])
        #expect(terminal.text.contains("cannot be written to"))
    }

    private func shell(_ script: String, _ more: [String: String] = [:]) throws -> PseudoTerminal {
        let home = try Home()
        return try PseudoTerminal(
            "/bin/sh", ["-c", script, Place.program], environment: home.environment.merging(more) { $1 },
            folder: home.folder, company: home)
    }
}
