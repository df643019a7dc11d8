import Foundation
import Programs
import Testing

/// Standard output that cannot be written: 74, a sentence on standard error, and nothing half done in silence.
struct `Output that is lost` {
    /// Ways to lose it; the last one is a reader that has left before anything is said.
    static let places = [">/dev/full", ">&-"]

    /// What needs no world.
    static let offline = [
        "--help", "--version", "help plan", "render --help", "--generate-completion-script bash",
        "--generate-completion-script zsh", "--generate-completion-script fish", "simulate --list",
        "evaluate cases.json", "evaluate -o json cases.json", "render --answers answers.yaml --only trust-policy.json",
        "render --answers answers.yaml -o json", "render --answers answers.yaml --out made",
    ]

    private func person(_ person: Person) throws -> Person {
        try person.home.write(Texts.answers, to: "answers.yaml")
        try person.home.write(Texts.policyCase(expected: "Allowed"), to: "cases.json")
        return person
    }

    private func check(_ ran: Ran, _ place: String) {
        #expect(ran.status == 74, "\(ran)")
        let words = place == ">&-" ? "Standard output is closed." : "No space left on device."
        #expect(ran.err.hasSuffix(words + "\n") && ran.err.contains("sesame: Standard output"), "\(ran)")
    }

    @Test(arguments: offline)
    func `offline commands say so and end with 74`(_ arguments: String) async throws {
        let person = try person(try Person())
        let usual = try await person.shell("$sesame \(arguments)")
        #expect(usual.status == 0 && !usual.out.isEmpty, "\(usual)")
        for place in Self.places {
            let ran = try await person.shell("$sesame \(arguments) \(place)")
            check(ran, place)
            #expect(ran.err.split(separator: "\n").count == 1, "\(ran)")
        }
        // The reader has gone for certain: the pipe's other end was closed before the program began.
        let left = try await person.shell(
            "$sesame \(arguments) | true; exit ${PIPESTATUS[0]}".replacing("$sesame", with: "(sleep 0.3; exec $sesame")
                .replacing(" | true", with: ") | true"))
        #expect(left.status == 74, "\(left)")
        #expect(left.err.isEmpty, "\(left)")
    }

    @Test(.timeLimit(.minutes(5)))
    func `commands that ask say so and end with 74`() async throws {
        let world = try await Simulation.start("ready")
        let person = try world.person()
        let answers = world.answers
        let commands = [
            "plan --answers \(answers)", "plan -o json --answers \(answers)", "whoami --answers \(answers)",
            "whoami -o json --answers \(answers)", "token --answers \(answers)", "apply --answers \(answers)",
            "apply -o json --answers \(answers)", "send --answers \(answers)", "send -o json --answers \(answers)",
            "simulate",
        ]
        for command in commands {
            for place in Self.places { check(try await person.shell("$sesame \(command) \(place)"), place) }
        }
        let left = try await person.shell(
            "(sleep 0.3; exec $sesame plan --answers \(answers)) | true; exit ${PIPESTATUS[0]}")
        #expect(left.status == 74 && left.err.isEmpty, "\(left)")
        // What was sent is said where it can still be seen.
        let sent = try await person.shell("$sesame send --answers \(answers) >/dev/full")
        #expect(sent.err.contains("Message sent to"), "\(sent)")
        let json = try await person.shell("$sesame send -o json --answers \(answers) >/dev/full")
        #expect(json.err.contains("\"outcome\": \"sent\"") || json.err.contains("\"ok\": true"), "\(json)")
    }

    @Test func `a plan that nobody can see is not applied`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        for place in Self.places {
            check(try await person.shell("$sesame apply --yes --answers \(world.answers) \(place)"), place)
        }
        #expect(try await world.writes().isEmpty)
        #expect(try await world.mails().isEmpty)
        let left = try await person.shell(
            "(sleep 0.3; exec $sesame apply --yes --answers \(world.answers)) | true; exit ${PIPESTATUS[0]}")
        #expect(left.status == 74, "\(left)")
        #expect(try await world.writes().isEmpty)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a reader that leaves in the middle of an apply stops it after the calls in flight, and the rest is said`()
        async throws
    {
        let world = try await Simulation.start("fresh", "--latency", "150")
        let person = try world.person()
        // It reads until the first thing is made, then leaves.
        let ran = try await person.shell(
            "$sesame apply --yes --answers \(world.answers) | grep -m 1 '✓' >/dev/null; exit ${PIPESTATUS[0]}")
        #expect(ran.status == 74, "\(ran)")
        #expect(ran.err.contains("Nobody reads standard output any more. Stopping after the calls in flight"), "\(ran)")
        #expect(ran.err.contains("not tried: stopped before it"), "\(ran)")
        let made = try await world.writes().count
        #expect(made > 0)
        // What stands there goes on from here.
        let again = try await person.sesame("apply", "--yes", "--answers", world.answers)
        #expect(again.status == 2, "\(again)")
    }

    @Test func `what stands before it counts first: usage and input`() async throws {
        let person = try person(try Person())
        let usage = try await person.shell("$sesame plan -o json >/dev/full")
        #expect(usage.status == 64, "\(usage)")
        #expect(usage.err.contains("Standard output"), "\(usage)")
        let data = try await person.shell("$sesame evaluate -o json nothing.json >/dev/full")
        #expect(data.status == 65, "\(data)")
    }

    @Test func `a closed stream is not taken by the next file that is opened`() async throws {
        let person = try person(try Person())
        let ran = try await person.shell("$sesame render --answers answers.yaml --out made >&- 2>&- <&-")
        #expect(ran.status == 74, "\(ran)")
        for name in Texts.artifacts {
            #expect(person.home.has("made/\(name)"), "\(name)")
            #expect(!person.home.read("made/\(name)").contains("wrote"), "\(name)")
        }
        let input = try await person.shell("$sesame render --answers - <&-")
        #expect(input.status == 65 && input.err.contains("Standard input could not be read"), "\(input)")
    }

    @Test func `a slow reader that makes the pipe non-blocking gets everything`() async throws {
        let person = try person(try Person())
        guard let python = Tools.python else { return Tools.skip("non-blocking standard output: there is no Python") }
        let script = """
            import os, subprocess, time
            ours, theirs = os.pipe()
            os.set_blocking(theirs, False)
            cases = "[" + ",".join([open("cases.json").read()] * 2000) + "]"
            open("many.json", "w").write(cases)
            child = subprocess.Popen([os.environ["sesame"], "evaluate", "-o", "json", "many.json"], stdout=theirs)
            os.close(theirs)
            time.sleep(2)
            before = os.times()
            size = 0
            while True:
                chunk = os.read(ours, 4096)
                if not chunk: break
                size += len(chunk)
            print(child.wait(), size)
            """
        try person.home.write(script, to: "slow.py")
        let whole = try await person.shell("\(python) slow.py; $sesame evaluate -o json many.json | wc -c")
        let words = whole.out.split { $0 == " " || $0 == "\n" }
        #expect(words.count == 3 && words[0] == "0" && words[1] == words[2], "\(whole)")
    }
}
