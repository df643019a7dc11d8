import Foundation
import Programs
import Testing

/// `--record` on the real program.
@Suite(.serialized) struct RecordTests {
    private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Scripts/asciicast.py").path

    /// The events of a recording, after somebody else has checked it.
    private func events(_ path: String, version: Int = 2) async throws -> [(code: String, text: String)] {
        if let python = Tools.python {
            let checked = try await Command.run(
                python, [Self.script, path, String(version)], environment: Tools.environment)
            #expect(checked.status == 0, "\(checked.err)")
        }
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return try text.split(separator: "\n").dropFirst().map { line in
            let parts = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any])
            return (try #require(parts[1] as? String), try #require(parts[2] as? String))
        }
    }

    /// What another terminal shows at the end.
    private func replayed(_ events: [(code: String, text: String)]) -> Replay {
        let emulator = Replay(rows: 24, columns: 80)
        for event in events {
            if event.code == "o" { emulator.take(event.text) }
            if event.code == "r" { emulator.resize(event.text) }
        }
        return emulator
    }

    @Test(arguments: [2, 3]) func `a walk, killed in its middle, leaves a recording of the last screen`(
        version: Int
    ) async throws {
        let home = try Home()
        let path = home.folder + "/walk.cast"
        let terminal = try Program.start(
            ["demo", "--record", path, "--record-format", "v\(version)", "--idle-limit", "2"], in: home)
        terminal.walk(Step.demo.prefix(14))
        terminal.stand(before: Step.demo[14])
        terminal.settle(milliseconds: 300)
        terminal.signal(SIGKILL)
        _ = terminal.exitCode()
        let events = try await events(path, version: version)
        #expect(events.count > 14)
        #expect(events.allSatisfy { $0.code == "o" })
        #expect(replayed(events).lines == terminal.lines)
        #expect(replayed(events).looks == terminal.looks)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        for secret in [home.folder, NSUserName() + "\"", ProcessInfo.processInfo.hostName, "/bin/"] {
            #expect(!text.contains(secret), "\(secret) stands in it")
        }
    }

    @Test func `time in which the program is stopped is not in it`() async throws {
        let home = try Home()
        let path = home.folder + "/walk.cast"
        let shell = try PseudoTerminal(
            "/bin/bash", ["--norc", "-i"], environment: home.environment.merging(["PS1": "$ "]) { $1 },
            folder: home.folder, company: home)
        shell.wait(for: "$")
        let begun = Date()
        shell.type("\(Place.program) demo --record \(path)\r")
        shell.walk(Step.demo.prefix(1))
        shell.stand(before: Step.demo[1])
        shell.type(Keys.suspend)
        shell.wait(for: "a stopped job") { $0.text.contains("Stopped") }
        shell.idle(seconds: 2)
        shell.type("fg\r")
        shell.stand(before: Step.demo[1])
        shell.walk(Step.demo[1..<3])
        shell.stand(before: Step.demo[3])
        shell.type("q")
        shell.wait(for: "a prompt") { $0.lines.last { !$0.isEmpty } == "$" }
        let took = Date().timeIntervalSince(begun)
        _ = try await events(path)
        let last = try #require(try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").last)
        let time = try #require(Double(last.dropFirst().prefix { $0 != "," }))
        #expect(time < took - 1.9, "\(time) of \(took) seconds")
    }

    @Test func `sizes are in it, and it ends with the program`() async throws {
        let home = try Home()
        let path = home.folder + "/walk.cast"
        let terminal = try Program.start(["demo", "--record", path, "--record-format", "v3", "--ascii"], in: home)
        terminal.wait(for: "> Guided setup")
        terminal.resize(rows: 40, columns: 120)
        terminal.wait(for: "a rule of 120 columns") { $0.lines[2].count == 120 }
        terminal.settle()
        let seen = terminal.lines
        let looks = terminal.looks
        terminal.type("q")
        #expect(terminal.exitCode() == 0)
        let events = try await events(path, version: 3)
        #expect(events.filter { $0.code == "r" }.map(\.text) == ["120x40"])
        #expect(events.last?.code == "x" && events.last?.text == "0")
        #expect(replayed(events).lines == seen)
        #expect(replayed(events).looks == looks)
    }

    @Test func `with masks on no account, address or port stands in the file`() async throws {
        let home = try Home()
        let path = home.folder + "/masked.cast"
        let terminal = try Program.start(["demo", "--mask", "--record", path], in: home)
        terminal.walk(Step.demo.prefix(1))
        terminal.walk([Step("▸1 Introduction", "▸ [ Continue ]", "✓ 000000000001", "✓ 000000000002")])
        terminal.walk(Step.demo.dropFirst(2))
        terminal.wait(for: "Message sent.")
        terminal.type("q")
        _ = terminal.exitCode()
        let events = try await events(path)
        let shown = events.map(\.text).joined()
        for secret in ["111122223333", "444455556666", "no-reply@example", "ops@example", "D39B5DB5A4BB", "127.0.0.1"] {
            #expect(!shown.contains(secret), "\(secret) was recorded")
        }
        #expect(shown.contains("000000000001") && shown.contains("MASKED"))
    }

    @Test func `nothing is replaced, and without a screen nothing is recorded`() async throws {
        let home = try Home()
        let path = home.folder + "/there.cast"
        try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
        let terminal = try Program.start(["demo", "--record", path], in: home)
        #expect(terminal.exitCode() == 1)
        #expect(terminal.text.contains("is there. Nothing was"))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
        for arguments in [
            ["demo", "--plain", "--record", home.folder + "/a"], ["setup", "--plain", "--record", home.folder + "/a"],
            ["demo", "--idle-limit", "2"], ["demo", "--record", home.folder + "/a", "--idle-limit", "0"],
            // Not on a terminal.
            ["demo", "--record", home.folder + "/a"],
        ] {
            let ran = try await Command.run(
                Place.program, arguments, environment: home.environment, in: home.folder)
            #expect(ran.status == 64, "\(arguments)")
            #expect(!FileManager.default.fileExists(atPath: home.folder + "/a"))
        }
    }

    @Test func `a file that cannot grow is said once, and the wizard goes on`() async throws {
        let home = try Home()
        let path = home.folder + "/full.cast"
        // A limit of the shell on what may be written: 8 blocks of 1024 bytes.
        let terminal = try PseudoTerminal(
            "/bin/bash", ["-c", "trap '' XFSZ; ulimit -f 8; exec \(Place.program) demo --record \(path)"],
            environment: home.environment, folder: home.folder, company: home)
        terminal.walk(Step.demo.prefix(2))
        terminal.wait(for: "The recording ends here.")
        terminal.walk(Step.demo[2..<12])
        terminal.stand(before: Step.demo[12])
        terminal.type("q")
        #expect(terminal.exitCode() == 0)
        _ = try await events(path)
    }

    @Test func `a recording is printed as a picture, and what is none is refused`() async throws {
        let home = try Home()
        let path = home.folder + "/walk.cast"
        let terminal = try Program.start(["demo", "--record", path], in: home)
        terminal.walk(Step.demo.prefix(3))
        terminal.settle()
        terminal.type("q")
        _ = terminal.exitCode()
        let picture = try await Command.run(
            Place.program, ["demo", "--svg", path], environment: home.environment, in: home.folder)
        #expect(picture.status == 0)
        // The last frame; an earlier one is left out where nobody could see it.
        #expect(picture.out.hasPrefix("<svg xmlns=") && picture.out.contains("IRSA and its benefits"))
        #expect(picture.out.contains("<title id=\"title\">sesame demo</title>"))
        let bad = home.folder + "/bad"
        try Data("hello\n".utf8).write(to: URL(fileURLWithPath: bad))
        let refused = try await Command.run(
            Place.program, ["demo", "--svg", bad], environment: home.environment, in: home.folder)
        #expect(refused.status == 65 && refused.out.isEmpty)
        #expect(refused.err.contains("is no recording. Line 1 is \"hello\"."))
    }
}
