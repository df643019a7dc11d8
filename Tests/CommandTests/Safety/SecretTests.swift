import Foundation
import Programs
import Testing

/// Logs and output hold no secret: no key, no token, no signature.
struct `Secrets` {
    @Test(.timeLimit(.minutes(5)))
    func `no log, output or state file of a whole run holds a secret`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        let log = person.home.path("calls.log")
        var said = ""
        for command in [
            ["whoami"], ["plan"], ["apply", "--yes"], ["apply", "--yes", "-o", "json"], ["send"],
            ["send", "-o", "json"],
            ["send", "--via", "owner"], ["plan", "-o", "json"],
        ] {
            let ran = try await person.sesame(command + ["--log-file", log, "--answers", world.answers])
            said += ran.out + ran.err
            if command == ["apply", "--yes"] { try await world.clickLinks() }
        }
        let debug = try await person.sesame("send", "--debug-bodies", "--answers", world.answers)
        #expect(debug.status == 0, "\(debug)")
        #expect(debug.err.contains("AssumeRoleWithWebIdentity"), "the log tells the calls: \(debug)")
        let written = person.home.read("calls.log")
        #expect(written.contains("GetRole") && written.contains("Kubernetes"), "\(written)")

        let state = try await person.run(["/bin/sh", "-c", "cat \"$XDG_STATE_HOME\"/sesame/*/* 2>/dev/null; true"])
        let everything = said + debug.out + debug.err + written + state.out
        var secrets: [String] = []
        for file in ["aws-credentials", "kubeconfig"] {
            for line in world.folder.read(file).split(separator: "\n") {
                for word in ["aws_secret_access_key = ", "token: "] where line.contains(word) {
                    secrets.append(String(line.split(separator: " ").last ?? ""))
                }
            }
        }
        #expect(secrets.count >= 4)
        for secret in secrets { #expect(!everything.contains(secret), "\(secret.prefix(6))…") }
        for pattern in [
            #"eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}"#, #"Signature=[0-9a-f]{16,}"#,
            #"X-Amz-Signature[=:]"#, #"SecretAccessKey[>": ]+[A-Za-z0-9/+]{20}"#,
            #"SessionToken[>": ]+[A-Za-z0-9/+]{20}"#,
            #"k8s-aws-v1\.[A-Za-z0-9_-]{10}"#, #"WebIdentityToken=eyJ"#, #"Bearer [A-Za-z0-9]{10}"#,
        ] {
            let found = everything.range(of: pattern, options: .regularExpression).map { everything[$0] }
            #expect(found == nil, "\(pattern): \(found?.prefix(40) ?? "")")
        }
    }

    @Test func `log and state are for their owner only`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        let log = person.home.path("calls.log")
        _ = try await person.sesame("apply", "--yes", "--log-file", log, "--answers", world.answers)
        let found = try await person.run([
            "/usr/bin/find", log, person.home.path("state"), "-type", "f", "-perm", "/077",
        ])
        #expect(found.out.isEmpty, "\(found)")
    }

    @Test func `a log file that cannot be written is bad usage`() async throws {
        let world = try await Simulation.start("fresh")
        let ran = try await world.person().sesame(
            "plan", "--log-file", "/nope/x.log", "--answers", world.answers)
        #expect(ran.status == 64, "\(ran)")
        #expect(ran.err.contains("--log-file"), "\(ran)")
    }
}
