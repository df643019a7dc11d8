import Foundation
import Programs
import Testing

/// Stage and console on two terminals of one person, each of which may end at any time.
@Suite(.serialized) struct StageConsoleTests {
    /// A stage that has its first frame.
    private static func stage(
        in home: Home, _ arguments: [String] = ["--no-cards"], more: [String: String] = [:]
    ) throws -> PseudoTerminal {
        let stage = try Program.start(["demo", "--stage"] + arguments, in: home, more: more)
        stage.wait(for: "▸ Guided setup")
        stage.settle(milliseconds: 300)
        return stage
    }

    /// A console that shows a stage.
    private static func console(
        in home: Home, rows: Int = 24, columns: Int = 80, more: [String: String] = [:]
    ) throws -> PseudoTerminal {
        let console = try Program.start(["stage"], in: home, rows: rows, columns: columns, more: more)
        console.wait(for: "▸ Next")
        return console
    }

    private static func sockets(_ home: Home) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: home.state + "/sesame/stages")) ?? []
    }

    @Test func `the console presses the stage's keys, and sees those of its own keyboard`() throws {
        let home = try Home()
        let stage = try Self.stage(in: home)
        let console = try Self.console(in: home)
        console.wait(for: "Chapter 1 of 6")
        console.type(Keys.enter)
        stage.wait(for: "▸1 Introduction")
        console.wait(for: "1 key pressed")
        // The stage's own key, seen by the console with the next frame.
        stage.wait(for: "✓ 444455556666")
        stage.type(Keys.enter)
        console.wait(for: "2 IRSA and its benefits")
        console.wait(for: "2 keys pressed")
        console.type("q")
        #expect(console.exitCode() == 0)
        #expect(console.modesAreRestored)
        stage.type(Keys.enter)
        stage.wait(for: "step 2 of 7")
        stage.signal(SIGTERM)
        _ = stage.exitCode()
        #expect(Self.sockets(home) == [])
    }

    @Test func `a key is taken back, and the console's place with it`() throws {
        let home = try Home()
        let stage = try Self.stage(in: home)
        let console = try Self.console(in: home)
        console.type(Keys.enter)
        // Before the world is there nothing can be kept of it.
        stage.wait(for: "✓ 444455556666")
        console.wait(for: "How a pod gets keys that end")
        console.type(Keys.enter)
        stage.wait(for: "step 1 of 7")
        console.wait(for: "2 keys pressed")
        console.type("\u{1B}[D")
        stage.wait(for: "▸1 Introduction")
        console.wait(for: "How a pod gets keys that end")
        console.wait(for: "1 key pressed")
    }

    @Test func `consoles are killed and come back, and the stage does not notice`() throws {
        let home = try Home()
        let stage = try Self.stage(in: home)
        for _ in 0..<3 {
            let console = try Self.console(in: home)
            console.signal(SIGKILL)
            #expect(console.exitCode() == 128 + SIGKILL)
            stage.type("\u{1B}[B")
            stage.settle()
            #expect(!stage.hasEnded)
        }
        let console = try Self.console(in: home)
        console.wait(for: "Chapter 1 of 6")
    }

    @Test func `a stage that was killed leaves a console that goes on with the next one`() throws {
        let home = try Home()
        let first = try Self.stage(in: home)
        let console = try Self.console(in: home)
        first.signal(SIGKILL)
        _ = first.exitCode()
        console.wait(for: "The stage has ended.")
        #expect(Self.sockets(home).count == 1)
        let second = try Self.stage(in: home)
        console.wait(for: "Chapter 1 of 6")
        console.wait(for: "paused")
        console.type(Keys.enter)
        second.wait(for: "▸1 Introduction")
        // What the dead one left is gone.
        #expect(Self.sockets(home).count == 1)
    }

    @Test func `two consoles show the same`() throws {
        let home = try Home()
        let stage = try Self.stage(in: home)
        stage.type(Keys.enter)
        stage.wait(for: "✓ 444455556666")
        let left = try Self.console(in: home)
        let right = try Self.console(in: home, rows: 40, columns: 120)
        left.type(Keys.enter)
        right.wait(for: "step 1 of 7")
        right.type(Keys.enter)
        left.wait(for: "3 keys pressed")
        // The whole screen of the audience stands on the large one.
        stage.wait(for: "step 2 of 7")
        stage.settle(milliseconds: 1200)
        right.settle(milliseconds: 300)
        for line in stage.lines where !line.isEmpty {
            #expect(right.text.contains(line.trimmingCharacters(in: .whitespaces)), "\(line)")
        }
    }

    @Test func `a console that hangs holds nobody up, and shows the latest when it goes on`() throws {
        let home = try Home()
        let stage = try Self.stage(in: home)
        let console = try Self.console(in: home)
        console.signal(SIGSTOP)
        for _ in 0..<400 {
            stage.type("\u{1B}[B")
            stage.type("\u{1B}[A")
            stage.settle(milliseconds: 1)
        }
        stage.type(Keys.enter)
        stage.wait(for: "▸1 Introduction")
        console.signal(SIGCONT)
        console.wait(for: "1 Introduction")
    }

    @Test func `two stages are listed`() throws {
        let home = try Home()
        let first = try Self.stage(in: home)
        let second = try Self.stage(in: home)
        let console = try Program.start(["stage"], in: home)
        console.wait(for: "Several stages run")
        #expect(console.text.components(separatedBy: "began at ").count == 3)
        console.type(Keys.enter)
        console.wait(for: "▸ Next")
        withExtendedLifetime((first, second)) {}
    }

    @Test func `without a stage it says what to start`() throws {
        let console = try Program.start(["stage"], in: Home())
        #expect(console.exitCode() == 69)
        #expect(console.lines.joined(separator: " ").contains("sesame demo --stage"))
    }

    @Test(arguments: [true, false]) func `without a place for its socket the stage runs alone and tells it afterwards`(
        _ isTooLong: Bool
    ) throws {
        let home = try Home()
        let file = home.folder + "/file"
        try Data().write(to: URL(filePath: file))
        let state = isTooLong ? home.folder + "/" + String(repeating: "long/", count: 30) : file
        let stage = try Self.stage(in: home, more: ["XDG_STATE_HOME": state])
        #expect(!stage.text.contains("socket"))
        stage.type("q")
        #expect(stage.exitCode() == 0)
        let text = stage.lines.joined()
        #expect(text.contains("there was no console"), "\(text)")
        #expect(text.contains(isTooLong ? "bytes" : "cannot be made"), "\(text)")
    }

    @Test func `the socket is its owner's alone, and others are not heard`() async throws {
        let home = try Home()
        let stage = try Self.stage(in: home)
        let folder = home.state + "/sesame/stages"
        let name = try #require(Self.sockets(home).first)
        func mode(_ path: String) throws -> Int {
            let facts = try FileManager.default.attributesOfItem(atPath: path)
            return try #require(facts[.posixPermissions] as? Int)
        }
        #expect(try mode(folder) == 0o700)
        #expect(try mode(folder + "/" + name) == 0o600)
        guard geteuid() == 0, let python = Tools.python else { return }
        // Somebody opens the doors; another user still gets nothing.
        for path in [home.folder, home.state, home.state + "/sesame", folder] { chmod(path, 0o755) }
        chmod(folder + "/" + name, 0o666)
        let script = """
            import os, socket, sys
            os.setgid(65534); os.setuid(65534)
            s = socket.socket(socket.AF_UNIX); s.settimeout(10)
            s.connect(sys.argv[1])
            try:
                s.sendall(b'{"schema":"sesame/stage-command/v1","command":"next"}\\n')
                print("read", len(s.recv(100000)))
            except (BrokenPipeError, ConnectionResetError): print("read 0")
            """
        let ran = try await Command.run(
            python, ["-c", script, folder + "/" + name], environment: ["PATH": "/usr/bin:/bin"], in: "/")
        #expect(ran.out.contains("read 0"), "\(ran.out) \(ran.err)")
        stage.settle(milliseconds: 200)
        #expect(stage.text.contains("▸ Guided setup"))
    }

    @Test func `what is no console is not believed`() async throws {
        let home = try Home()
        let stage = try Self.stage(in: home)
        let python = try #require(Tools.python)
        let script = """
            import socket, sys
            def c():
                s = socket.socket(socket.AF_UNIX); s.settimeout(10); s.connect(sys.argv[1]); return s
            s = c(); s.sendall(b'{"schema":"sesame/stage-command/v9","command":"next"}\\n[1]\\n\\0\\xff\\n{\\n')
            assert s.recv(10)[:1] == b"{"
            t = c(); 
            try:
                t.sendall(b"x" * 1000000)
                while t.recv(1000000): pass
            except (BrokenPipeError, ConnectionResetError): pass
            many = [c() for _ in range(12)]
            for m in many[:4]: assert m.recv(10)
            print("fine")
            """
        let socket = home.state + "/sesame/stages/" + (try #require(Self.sockets(home).first))
        let ran = try await Command.run(
            python, ["-c", script, socket], environment: ["PATH": "/usr/bin:/bin"], in: "/")
        #expect(ran.out.contains("fine"), "\(ran.out) \(ran.err)")
        #expect(stage.text.contains("▸ Guided setup"))
        let console = try Self.console(in: home)
        console.wait(for: "Chapter 1 of 6")
    }

    @Test func `an idle stage with a console writes nothing, and the console a clock`() throws {
        let home = try Home()
        let stage = try Self.stage(in: home)
        let console = try Self.console(in: home)
        console.type(Keys.enter)
        stage.wait(for: "✓ 444455556666")
        stage.settle(milliseconds: 1200)
        console.settle(milliseconds: 100)
        let before = (stage.output.count, console.output.count)
        stage.idle(seconds: 3)
        console.settle()
        #expect(stage.output.count == before.0)
        #expect(console.output.count - before.1 < 400)
        #expect(console.output.count > before.1, "the clock stands still")
    }

    @Test(arguments: [
        ["demo", "--stage", "--plain"], ["demo", "--reveal"], ["demo", "--script", "talk"], ["stage", "--plain"],
    ])
    func `what does not fit together is refused in words`(_ arguments: [String]) throws {
        let terminal = try Program.start(arguments, in: Home())
        #expect(terminal.exitCode() == 64)
        #expect(terminal.lines.joined().contains("--stage") || terminal.text.contains("console"))
    }

    @Test(arguments: [["TERM": "linux"], ["NO_COLOR": "1"], ["LANG": "C", "LC_ALL": "C"]])
    func `simple terminals show a console`(_ more: [String: String]) throws {
        let home = try Home()
        let stage = try Self.stage(in: home)
        let console = try Program.start(["stage"], in: home, more: more)
        console.wait(for: "Next")
        console.wait(for: "Chapter 1 of 6")
        if more["NO_COLOR"] != nil { #expect(ColorRequests.all(in: console.output) == []) }
        withExtendedLifetime(stage) {}
    }
}
