import Calls
import Canvas
import Design
import Foundation
import Testing

@testable import Wizard

/// The plan as commands: what is shown and what is copied is what a shell carries out.
@Suite struct CommandsViewerTests {
    /// The commands of a plan, and its viewer, drawn on a screen of some columns from top to bottom.
    private func shown(_ columns: Int) throws -> (rows: [String], page: ViewerPage, commands: [String]) {
        var driver = Driver(size: Size(columns: columns, rows: 24))
        driver.walk(to: .apply)
        let plan = try #require(driver.state.planning.plan)
        let commands = ApplyScreen.sides.flatMap { side in
            plan.resources(on: side).flatMap(\.steps).map { step in
                step.command(
                    profile: side == .ses ? driver.state.answers.sesProfile : driver.state.answers.eksProfile)
            }
        }
        driver.press(.character("e"))
        let page = try #require(driver.state.topmost(ViewerOverlay.self)?.pages.first)
        let count = page.rows(columns).count
        var rows: [String] = []
        while rows.count < count {
            let frame = driver.frame()
            #expect(frame.cuts.isEmpty)
            let room = Body.rows(frame.size).dropFirst(2)
            let offset = driver.state.topmost(ViewerOverlay.self)?.text.offset ?? 0
            rows += room.map { frame.text(ofRow: $0) }.dropFirst(rows.count - offset)
            driver.press(.pageDown)
        }
        return (Array(rows.prefix(count)), page, commands)
    }

    /// The arguments of each command of a script, as a real shell hands them over.
    private func arguments(_ script: String) throws -> [[String]] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("commands-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("script")
        // Each program prints its words, each ended by a character that no command has.
        let printer = "() { printf '%s\\036' \"$0\" \"$@\"; printf '\\035'; }\n"
        let functions = ["aws", "kubectl"].map { $0 + printer }.joined()
        try (functions + script).write(to: file, atomically: true, encoding: .utf8)
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = ["-eu", file.path]
        let pipe = Pipe()
        shell.standardOutput = pipe
        shell.standardError = FileHandle.standardError
        try shell.run()
        let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
        shell.waitUntilExit()
        #expect(shell.terminationStatus == 0)
        let text = String(bytes: bytes, encoding: .utf8) ?? ""
        return text.split(separator: "\u{1D}").map { $0.split(separator: "\u{1E}").dropFirst().map(String.init) }
    }

    @Test(arguments: [80, 97, 120, 200])
    func `what stands on the screen and what is copied is what a shell takes`(columns: Int) throws {
        let (rows, page, commands) = try shown(columns)
        let wanted = try arguments(commands.joined(separator: "\n") + "\n")
        #expect(wanted.count == commands.count && wanted.allSatisfy { $0.count > 2 })
        #expect(try arguments(rows.joined(separator: "\n") + "\n") == wanted)
        #expect(try arguments(page.copyText) == wanted)
        let copied = page.copyText.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
        #expect(copied == commands)
    }

    @Test func `words of any kind survive being broken`() throws {
        let words = [
            "it's " + String(repeating: "long ", count: 40), String(repeating: "x", count: 300),
            "{\"a\":\"" + String(repeating: "b'c\\", count: 50) + "\"}", "$HOME `id` \\", "--option", "''", "a b",
        ]
        let command = (["aws"] + words).map { "'" + $0.replacing("'", with: "'\\''") + "'" }.joined(separator: " ")
        for columns in [40, 79, 111] {
            let rows = ShellLines.broken(command.replacing("'aws'", with: "aws"), columns)
            #expect(rows.allSatisfy { $0.count <= columns })
            #expect(try arguments(rows.joined(separator: "\n") + "\n") == [words])
        }
    }
}
