import Foundation
import Programs
import Testing

/// What the program says about itself, and about arguments that it cannot understand.
struct `Help and usage` {
    static let commands = [
        "setup", "demo", "render", "plan", "apply", "send", "doctor", "explain", "bundle", "whoami", "permissions",
        "token", "evaluate", "simulate", "stage",
    ]

    @Test(arguments: commands)
    func `every command explains itself`(_ command: String) async throws {
        let person = try Person()
        let asked = try await person.sesame(command, "--help")
        #expect(asked.status == 0, "\(asked)")
        #expect(asked.err.isEmpty)
        #expect(asked.out.hasPrefix("OVERVIEW: "), "\(asked)")
        #expect(asked.out.contains("USAGE: sesame \(command)"), "\(asked)")
        let other = try await person.sesame("help", command)
        #expect(other.out == asked.out)
        #expect(person.home.names.isEmpty, "help leaves nothing behind")
    }

    @Test func `the whole program explains itself to a stranger`() async throws {
        let help = try await Person().sesame("--help")
        #expect(help.status == 0)
        for command in Self.commands { #expect(help.out.contains("\n  \(command) "), "\(command)") }
        #expect(help.out.contains("sesame demo"))
        #expect(help.out.contains("77"), "the exit codes are there")
        #expect(!help.out.contains("home"), "\(help)")
        #expect(help.out.split(separator: "\n").allSatisfy { $0.count <= 80 })
        let version = try await Person().sesame("--version")
        #expect(version.status == 0)
        #expect(version.out.range(of: #"^\d+\.\d+\.\d+\n$"#, options: .regularExpression) != nil, "\(version)")
    }

    @Test(arguments: [
        (["plan", "--anwsers", "x"], "There is no option --anwsers here. Did you mean --answers?"),
        (["plna"], "Did you mean \"plan\"?"),
        (["sned", "--to", "x"], "Did you mean \"send\"?"),
        (["--experimental-dump-help"], "There is no option --experimental-dump-help here."),
        (["plan", "--experimental-dump-help"], "There is no option --experimental-dump-help here."),
        (["frobnicate"], "There is no command \"frobnicate\".\n"),
        (["doctor"], "Whose mail?"),
        (["doctor", "--only", "trsut"], "Did you mean \"trust\"?"),
        (["doctor", "TRUST-SUBJECT"], "--only TRUST-SUBJECT"),
        (["destroy", "--yes"], "is planned"),
        (["--demo", "plan"], "The command comes first: sesame plan --demo"),
        (["--list", "simulate"], "The command comes first: sesame simulate --list"),
        (["plan", "--side", "eks,ses"], "--side: found \"eks,ses\", expected eks, ses or kubernetes."),
        (["apply", "--take-over", "role"], "--take-over: found \"role\", expected eks/oidc-provider, "),
        (["apply", "--wait", "soon"], "--wait: found \"soon\", expected <time>."),
        (["send", "--via", "pigeon"], "--via: found \"pigeon\", expected chain, owner or pod."),
        (["plan", "-o", "xml"], "-o: found \"xml\", expected text or json."),
        (["plan", "--side"], "--side needs a value: <side>."),
        (["plan", "extra"], "\"extra\" is not expected here."),
        (["help", "plna"], "Did you mean \"plan\"?"),
        (["plan"], "--answers FILE"),
        (["apply", "--yes"], "--answers FILE"),
        (["send"], "--answers FILE"),
        (["render"], "--answers FILE"),
        (["token"], "--cluster NAME"),
        (["evaluate"], "files"),
        (["simulate", "--listen", "nowhere"], "HOST:PORT"),
        (["simulate", "--listen", "0.0.0.0:0"], "loopback"),
        (["simulate", "--scenario", "nope"], "sesame simulate --list"),
        (["demo", "--scenario", "nope"], "sesame simulate --list"),
    ])
    func `what cannot be understood is refused with 64 and a hint`(_ arguments: [String], _ hint: String) async throws {
        let ran = try await Person().sesame(arguments, limit: 60)
        #expect(ran.status == 64, "\(ran)")
        #expect(ran.out.isEmpty, "\(ran)")
        #expect(ran.err.contains(hint), "\(ran)")
        #expect(ran.err.hasPrefix("sesame: "), "\(ran)")
    }

    @Test(arguments: [["plan", "--nope", "-o", "json"], ["plna", "--output", "json"], ["plan", "-o", "json"]])
    func `with -o json even bad usage is a document`(_ arguments: [String]) async throws {
        let ran = try await Person().sesame(arguments)
        #expect(ran.status == 64, "\(ran)")
        #expect(ran.json["schema"].string == "sesame/error/v1", "\(ran)")
        #expect(ran.json["error"]["message"].string?.isEmpty == false, "\(ran)")
    }

    @Test func `the full screen says what it needs where there is no terminal`() async throws {
        for arguments in [["setup"], ["demo"], []] {
            let ran = try await Person().sesame(arguments, limit: 60)
            #expect(ran.status == 64, "\(ran)")
            #expect(ran.err.contains("terminal"), "\(ran)")
        }
    }

    @Test func `scenarios are listed without starting anything`() async throws {
        let ran = try await Person().sesame("simulate", "--list")
        #expect(ran.status == 0)
        #expect(ran.out.hasPrefix("fresh"))
        #expect(ran.out.contains("\nready "))
    }
}
