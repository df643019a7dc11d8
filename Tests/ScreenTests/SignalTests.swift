import Foundation
import Testing

/// Ended from outside at any place, the program gives the terminal back as it found it.
@Suite(.serialized) struct SignalTests {
    /// The screens, the dialog, the wait for people and the inbox, by their place in the walk.
    static let stops = [0, 1, 4, 9, 10, 11, 12, 13, 14, 15, 18, 19]
    static let requests: [Int32] = [SIGTERM, SIGINT, SIGHUP, SIGQUIT]

    @Test(arguments: stops) func `a signal on any screen restores the terminal`(_ stop: Int) throws {
        for request in SignalTests.requests {
            let terminal = try Program.demo()
            terminal.walk(Step.demo.prefix(stop))
            terminal.stand(before: Step.demo[stop])
            #expect(!terminal.modesAreRestored)
            terminal.signal(request)
            #expect(terminal.exitCode() == 128 + request)
            expectRestored(terminal, "signal \(request) at \(stop)")
        }
    }

    @Test(arguments: requests) func `a signal on the result pages restores the terminal`(_ request: Int32) throws {
        let terminal = try Program.demo()
        terminal.walk(Step.demo + Step.toTheEnd.prefix(2))
        terminal.stand(before: Step.toTheEnd[2])
        terminal.signal(request)
        #expect(terminal.exitCode() == 128 + request)
        expectRestored(terminal, "signal \(request)")
    }

    @Test(arguments: requests) func `a signal before the first frame ends it too`(_ request: Int32) throws {
        let terminal = try Program.demo()
        terminal.wait(for: "the alternate screen") { !TerminalModes.leftOn(in: $0.output).isEmpty }
        terminal.signal(request)
        #expect(terminal.exitCode() == 128 + request)
        expectRestored(terminal, "signal \(request)")
    }

    @Test func `several signals at once are one`() throws {
        let terminal = try Program.demo()
        terminal.walk(Step.demo.prefix(9))
        terminal.stand(before: Step.demo[9])
        for request in SignalTests.requests { terminal.signal(request) }
        #expect(SignalTests.requests.map { $0 + 128 }.contains(terminal.exitCode()))
        expectRestored(terminal, "all signals")
    }

    /// Every number there is, but for those that end nothing by default, that cannot be caught, and the two that the C
    /// library keeps for its threads.
    static let ending: [Int32] = (1...64).filter {
        ![
            SIGKILL, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGCONT, SIGCHLD, SIGURG, SIGWINCH, SIGPIPE, 32, 33,
        ].contains($0)
    }

    @Test(arguments: ending) func `every signal that ends a program gives the terminal back`(_ number: Int32) throws {
        let terminal = try Program.demo(more: ["SWIFT_BACKTRACE": "enable=no"])
        terminal.stand(before: Step.demo[0])
        terminal.signal(number)
        #expect(terminal.exitCode() == 128 + number)
        #expect(terminal.endingSignal == number)
        expectRestored(terminal, "signal \(number)")
    }

    @Test(arguments: [SIGPIPE, SIGCHLD, SIGURG, SIGCONT, SIGTTIN]) func `what ends nothing changes nothing`(
        _ number: Int32
    ) throws {
        let terminal = try Program.demo()
        terminal.stand(before: Step.demo[0])
        terminal.signal(number)
        if number == SIGTTIN { terminal.signal(SIGCONT) }
        terminal.type(Keys.down)
        terminal.settle()
        #expect(!terminal.hasEnded)
        terminal.type("q")
        #expect(terminal.exitCode() == 0)
        expectRestored(terminal, "signal \(number)")
    }

    @Test func `a crash does not wait for keys`() throws {
        let terminal = try Program.demo()
        terminal.stand(before: Step.demo[0])
        terminal.signal(SIGSEGV)
        #expect(terminal.exitCode() == 128 + SIGSEGV)
        expectRestored(terminal, "crash")
    }

    @Test(arguments: [SIGSEGV, SIGABRT, SIGILL, SIGBUS, SIGFPE, SIGTRAP])
    func `a crash restores the terminal first`(_ crash: Int32) throws {
        // The runtime's own report of a crash would wait for keys where a toolchain is installed.
        let terminal = try Program.demo(more: ["SWIFT_BACKTRACE": "enable=no"])
        terminal.walk(Step.demo.prefix(11))
        terminal.stand(before: Step.demo[11])
        terminal.signal(crash)
        #expect(terminal.exitCode() == 128 + crash)
        expectRestored(terminal, "crash \(crash)")
        #expect(terminal.text.contains("answers of a guided setup are kept"))
    }

    @Test(arguments: ["q", "\u{3}"]) func `leaving by a key restores the terminal`(_ key: String) throws {
        // Between the clicks a write may be under way, and leaving asks first.
        for stop in SignalTests.stops where !(13...15).contains(stop) {
            let terminal = try Program.demo()
            terminal.walk(Step.demo.prefix(stop))
            terminal.stand(before: Step.demo[stop])
            terminal.type(key)
            #expect(terminal.exitCode() == 0)
            expectRestored(terminal, "\(key.debugDescription) at \(stop)")
        }
    }

    @Test(arguments: stops) func `a closed window ends the program`(_ stop: Int) throws {
        let terminal = try Program.demo()
        terminal.walk(Step.demo.prefix(stop))
        terminal.stand(before: Step.demo[stop])
        terminal.hangUp()
        #expect(terminal.exitCode() == 128 + SIGHUP)
    }

    private func expectRestored(
        _ terminal: PseudoTerminal, _ what: String, location: SourceLocation = #_sourceLocation
    ) {
        #expect(terminal.modesAreRestored, "\(what): modes", sourceLocation: location)
        #expect(TerminalModes.leftOn(in: terminal.output) == [], "\(what): modes", sourceLocation: location)
        #expect(terminal.output.count > 0, sourceLocation: location)
    }
}
