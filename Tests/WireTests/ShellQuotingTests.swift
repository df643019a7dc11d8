import Foundation
import Testing
import Wire

/// Words for a shell, judged by the shells of this machine.
struct ShellQuotingTests {
    static let hostile = [
        "", " ", "plain", "a b", "-x", "--", "-n", "~", "~root", "=ls", "it's", "''", "'", "'\u{301}",
        "a'\u{308}; exit 3 #",
        "\"", "\\", "\\'", "$HOME", "${HOME}", "$(id)", "`id`", "*", "?", "[a-z]", "{a,b}", "!", "!!", "#x", "a#",
        "a;b",
        "a&b", "a|b", "<x", ">x", "(a)", "a\nb", "\n", "a\n", "\r\n", "\t", "\u{1B}[31m", "\u{7F}", "é", "e\u{301}",
        "👩‍👩‍👧",
        "\u{202E}abc", "file://x", "a=b", "x@y:z/1,2=3+4%5", "%s", "%", "a,b", "{\"a\": \"it's\"}", "\\n",
        String(repeating: "'", count: 500), String(repeating: "x", count: 100_000),
    ]

    private static let shells = ["/bin/sh", "/bin/bash", "/bin/dash", "/bin/zsh", "/bin/busybox"]
        .filter { FileManager.default.isExecutableFile(atPath: $0) }

    @Test(arguments: shells, [true, false])
    func `a shell reads every word back`(shell: String, isAlwaysQuoted: Bool) throws {
        let words = Self.hostile.map(isAlwaysQuoted ? ShellQuoting.quoted : ShellQuoting.word)
        // As arguments, as a value of a variable, and in a file that a shell reads.
        let script =
            "printf '%s\\0' " + words.joined(separator: " ") + "\n"
            + words.map { "x=\($0)\nprintf '%s\\0' \"$x\"\n" }.joined()
        let output = try output(of: shell, script: script)
        #expect(output == (Self.hostile + Self.hostile).map { $0 + "\0" }.joined())
    }

    @Test func `what needs no quotes has none`() {
        for text in ["eu-west-1", "arn:aws:iam::111122223333:role/sesame", "Key=a,Value=b", "50%"] {
            #expect(ShellQuoting.word(text) == text)
        }
        #expect(ShellQuoting.word("") == "''")
        #expect(ShellQuoting.word("it's") == "'it'\\''s'")
    }

    private func output(of shell: String, script: String) throws -> String {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("sesame-quoting-\(UUID()).sh")
        try Data(script.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: shell)
        process.arguments = (shell.hasSuffix("busybox") ? ["sh"] : []) + [file.path]
        process.environment = ["HOME": "/nowhere", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: bytes, as: UTF8.self)
    }
}
