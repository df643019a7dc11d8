import Foundation
import Testing
import Wire

@testable import AWSClient

/// Programs that print credentials.
struct ProcessTests {
    private let runner = MachineProcessRunner()
    private let environment = ["PATH": "/usr/bin:/bin", "GREETING": "hello"]

    private func run(_ arguments: [String], seconds: Int = 20) async throws -> ProcessOutput {
        try await runner.run(arguments, environment: environment, timeoutSeconds: seconds)
    }

    @Test func `output, errors, status and environment come through`() async throws {
        let result = try await run(["sh", "-c", "echo $GREETING; echo oops >&2; exit 3"])
        #expect(String(decoding: result.output, as: UTF8.self) == "hello\n")
        #expect(String(decoding: result.errors, as: UTF8.self) == "oops\n")
        #expect(result.status == 3)
    }

    @Test func `much output does not block`() async throws {
        let result = try await run(["sh", "-c", "head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2"])
        #expect(result.output.count == 300_000 && result.errors.count == 300_000 && result.status == 0)
    }

    @Test func `standard input is empty`() async throws {
        #expect(try await run(["cat"]).output.isEmpty)
    }

    @Test func `a program that is not there is told`() async throws {
        await #expect(throws: ProcessError.cannotStart(program: "no-such-program", reason: "not found")) {
            try await run(["no-such-program"])
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a program that does not end is stopped`() async throws {
        await #expect(throws: ProcessError.timedOut(seconds: 1)) { try await run(["sleep", "600"], seconds: 1) }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a program stops with its task`() async throws {
        let task = Task { () -> ProcessError? in
            do {
                _ = try await run(["sleep", "600"])
                return nil
            } catch {
                return error as? ProcessError
            }
        }
        try await Task.sleep(for: .milliseconds(200))
        task.cancel()
        #expect(await task.value == .cancelled)
    }

    @Test func `a killed program's status tells the signal`() async throws {
        #expect(try await run(["sh", "-c", "kill -9 $$"]).status == 137)
    }

    private static let lines = [
        "a b c", "  a\t b ", "'a b' c", "\"a b\" c", "a\\ b", "\"a\\\"b\"", "\"a\\b\"", "'a\\b'", "a'b'\"c\"d", "''",
        "\"\"",
        "--x='y z' é", "a\"\"b", "'it'\\''s'", "# not a comment", "a\nb",
    ]

    @Test(.enabled(if: Python.has("shlex")))
    func `words are split as Python's shlex splits them`() throws {
        let input = JSONValue(ProcessTests.lines).serialized(.compact)
        let data = try Python.output(
            "import sys, json, shlex\njson.dump([shlex.split(x) for x in json.load(sys.stdin)], sys.stdout)",
            input: Data(input.utf8), module: "shlex")
        let expected = try #require(try JSONValue.parse(Array(data)).array)
        for (line, words) in zip(ProcessTests.lines, expected) {
            #expect(ShellWords.split(line) == words.array?.compactMap(\.string), "\(line)")
        }
        for open in ["'a", "\"a", "a\\"] { #expect(ShellWords.split(open) == nil) }
    }
}
