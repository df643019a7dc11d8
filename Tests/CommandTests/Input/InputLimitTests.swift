import Foundation
import Programs
import Testing

/// Input without an end, of the wrong kind, or slow to come.
struct `Limits on input` {
    static let commands = ["evaluate", "render --answers", "plan --answers"]

    @Test(.timeLimit(.minutes(2)), arguments: commands)
    func `endless devices, folders and long files are refused with a sentence`(_ command: String) async throws {
        let person = try Person()
        let long = try await person.shell("head -c 5000000 /dev/zero | tr '\\0' 'a' >long")
        #expect(long.status == 0)
        for (file, words) in [
            ("/dev/zero", "/dev/zero is longer than 4 MB"), ("long", "long is longer than 4 MB"),
            (".", "is a folder, and a file is expected"), ("- </dev/zero", "Standard input is longer than 4 MB"),
            ("<(cat /dev/zero)", "is longer than 4 MB"),
        ] {
            // 1 GB of address space would be enough for any of them, and 14 GB were not.
            let ran = try await person.shell("ulimit -v 4000000; $sesame \(command) \(file)")
            #expect(ran.status == 65, "\(ran)")
            #expect(ran.err.contains(words), "\(words) in \(ran)")
        }
        #expect(person.home.names == ["long"])
    }

    @Test func `pipes are read to their end`() async throws {
        let person = try Person()
        try person.home.write(Texts.answers, to: "answers.yaml")
        try person.home.write(Texts.policyCase(expected: "Allowed"), to: "cases.json")
        let only = "--only iam-policy.json"
        let whole = try await person.shell("$sesame render --answers answers.yaml \(only)")
        #expect(whole.status == 0)
        let lines = [
            "$sesame render --answers <(cat answers.yaml) \(only)",
            "cat answers.yaml | $sesame render --answers - \(only)",
            "$sesame render --answers /dev/stdin \(only) <answers.yaml",
            "mkfifo p; (sleep 0.2; cat answers.yaml >p) & $sesame render --answers p \(only)",
            "$sesame render --answers <(while read -r line; do echo \"$line\" | sed 's/^/ /'; done </dev/null; cat answers.yaml) \(only)",
        ]
        for line in lines {
            let ran = try await person.shell(line)
            #expect(ran.status == 0 && ran.out == whole.out && ran.err.isEmpty, "\(ran)")
        }
        let cases = try await person.shell("$sesame evaluate <(cat cases.json) - <cases.json")
        #expect(cases.status == 0 && cases.out.components(separatedBy: "Allowed  ").count == 3, "\(cases)")
    }

    @Test func `what has not come after three seconds is said to be waited for`() async throws {
        let person = try Person()
        try person.home.write(Texts.answers, to: "answers.yaml")
        let named = try await person.shell(
            "mkfifo p; (sleep 4; cat answers.yaml >p) & $sesame render --answers p --only iam-policy.json")
        #expect(named.status == 0, "\(named)")
        #expect(named.err == "sesame: Nothing has come through p yet; waiting for it. Ctrl-C ends.\n", "\(named)")
        let input = try await person.shell(
            "(sleep 4; cat answers.yaml) | $sesame render --answers - --only iam-policy.json")
        #expect(
            input.err == "sesame: Nothing has come on standard input yet; waiting for it. Ctrl-C ends.\n", "\(input)")
    }

    @Test func `a command that waits for its answers ends at the first Ctrl-C`() async throws {
        let person = try Person()
        mkfifo(person.home.path("p"), 0o600)
        let running = try person.command(["plan", "--answers", "p"]).start()
        while !running.errors.contains("waiting for it") {
            try #require(!running.hasEnded, "\(running.errors)")
            try await Task.sleep(for: .milliseconds(50))
        }
        running.signal(SIGINT)
        let ran = await running.end()
        #expect(ran.status == 130, "\(ran)")
        #expect(ran.seconds < 60, "\(ran)")
    }

    @Test(arguments: ["pipe", "link", "dangling", "folder"])
    func `what is no file among the targets of render is neither followed nor waited for`(_ kind: String) async throws {
        let person = try Person()
        try person.home.write(Texts.answers, to: "answers.yaml")
        let make = [
            "pipe": "mkfifo out/trust-policy.json",
            "link": "echo theirs >theirs; ln -s ../theirs out/trust-policy.json",
            "dangling": "ln -s ../nowhere out/trust-policy.json", "folder": "mkdir out/trust-policy.json",
        ]
        _ = try await person.shell("mkdir out; \(make[kind] ?? "")")
        for force in ["", "--force"] {
            let ran = try await person.shell("$sesame render --answers answers.yaml --out out \(force)", limit: 30)
            #expect(ran.status == 1, "\(ran)")
            #expect(
                ran.err.contains("out/trust-policy.json is a ") && ran.err.contains("Nothing was written."), "\(ran)")
        }
        let left = try await person.shell("ls -A out; cat theirs 2>/dev/null; ls nowhere 2>/dev/null")
        #expect(left.out == (kind == "link" ? "trust-policy.json\ntheirs\n" : "trust-policy.json\n"), "\(left)")
    }

    @Test(.timeLimit(.minutes(3)))
    func `very many faults end quickly, in few sentences`() async throws {
        let person = try Person()
        let text = (0..<400_000).map { "k\(String($0, radix: 36)): 1" }.joined(separator: "\n")
        try #require(text.utf8.count < 4 << 20)
        try person.home.write(text, to: "answers.yaml")
        let ran = try await person.sesame("render", "--answers", "answers.yaml")
        #expect(ran.status == 65)
        #expect(ran.err.split(separator: "\n").count == 51)
        #expect(ran.err.hasSuffix("399950 more faults are in answers.yaml.\n"))
        #expect(ran.seconds < 60, "\(ran.seconds) s")
    }
}
