import FaultServer
import Foundation
import Testing

/// Nothing of a profile runs, and nobody is asked, before Enter says so; then exactly what the line named.
@Suite(.serialized) struct AskingFirstTests {
    /// A computer with one profile, whose program leaves a trace, and servers that count.
    private final class Computer {
        let home: Home
        let aws: FaultServer
        let cluster: FaultServer

        init(config: String? = nil) throws {
            home = try Home()
            let answer = """
                <GetCallerIdentityResponse><GetCallerIdentityResult>\
                <Arn>arn:aws:sts::111122223333:assumed-role/ops/me</Arn><UserId>AROA:me</UserId>\
                <Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>
                """
            aws = try FaultServer { request, connection in
                connection.answer(
                    request.text.contains("GetCallerIdentity") ? 200 : 403, answer,
                    headers: [("Content-Type", "text/xml")])
                return .keep
            }
            cluster = try FaultServer { _, connection in
                connection.answer(403)
                return .keep
            }
            try FileManager.default.createDirectory(atPath: home.folder + "/.aws", withIntermediateDirectories: true)
            try FileManager.default.createDirectory(atPath: home.folder + "/.kube", withIntermediateDirectories: true)
            try write(
                ".aws/creds",
                "#!/bin/sh\necho x >> \(home.folder)/trace\necho '{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"B\"}'\n"
            )
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: home.folder + "/.aws/creds")
            try write(
                ".aws/config",
                config ?? "[default]\ncredential_process = \(home.folder)/.aws/creds --token hush\nregion = eu-west-1\n"
            )
            try write(
                ".kube/config",
                """
                current-context: c
                contexts: [{name: c, context: {cluster: c, user: u}}]
                clusters: [{name: c, cluster: {server: "\(cluster.url)"}}]
                users: [{name: u, user: {token: t}}]

                """)
        }

        deinit {
            aws.stop()
            cluster.stop()
        }

        private func write(_ name: String, _ text: String) throws {
            try text.write(toFile: home.folder + "/" + name, atomically: true, encoding: .utf8)
        }

        /// How often the program ran.
        var runs: Int {
            ((try? String(contentsOfFile: home.folder + "/trace", encoding: .utf8)) ?? "").filter { $0 == "x" }.count
        }

        /// The actions that AWS was asked for.
        var actions: [String] {
            aws.requests.map { String(($0.text.split(separator: "&").first ?? "?").dropFirst("Action=".count)) }
        }

        func start(_ arguments: [String], rows: Int = 24, columns: Int = 80) throws -> PseudoTerminal {
            try Program.start(
                arguments, in: home, rows: rows, columns: columns, more: ["AWS_ENDPOINT_URL": aws.url])
        }

        func expectSilence(_ terminal: PseudoTerminal, location: SourceLocation = #_sourceLocation) {
            terminal.idle(seconds: 1)
            #expect(runs == 0, "the program ran", sourceLocation: location)
            #expect(aws.requests.isEmpty, "\(actions)", sourceLocation: location)
            #expect(cluster.requests.isEmpty, "\(cluster.requests.map(\.target))", sourceLocation: location)
        }
    }

    @Test(arguments: [[], ["--ascii"], ["--color", "never"]])
    func `setup runs nothing and asks nobody before Enter, then what it said`(_ look: [String]) throws {
        let computer = try Computer()
        let terminal = try computer.start(["setup"] + look)
        terminal.wait(for: "not asked yet")
        computer.expectSilence(terminal)
        let words = terminal.lines.map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
        #expect(words.contains("/creds --token (redacted)"), "\(terminal.text)")
        #expect(!terminal.text.contains("hush"))
        #expect(terminal.text.contains("hand-over to its owner"), "one profile is not both accounts'")
        #expect(terminal.text.contains("[ Ask who they are ]"))
        // Looking around is not a yes.
        terminal.type(Keys.backTab + Keys.backTab + Keys.enter)
        terminal.wait(for: "Credentials for the EKS account")
        terminal.type(Keys.escape)
        terminal.wait(for: "the list to close") { !$0.text.contains("Credentials for the EKS account") }
        terminal.type("?")
        terminal.wait(for: "Words on this screen")
        terminal.type(Keys.escape)
        terminal.wait(for: "the help to close") { !$0.text.contains("Words on this screen") }
        computer.expectSilence(terminal)
        terminal.type(Keys.tab + Keys.tab)
        terminal.wait(for: "Enter runs")
        terminal.type(Keys.enter)
        terminal.wait(for: "111122223333")
        terminal.wait(for: "[ Continue ]")
        terminal.idle(seconds: 1)
        #expect(computer.runs == 1)
        #expect(computer.actions == ["GetCallerIdentity"])
        #expect(computer.cluster.requests.isEmpty)
        terminal.type("q")
        #expect(terminal.exitCode() == 0)
    }

    @Test func `typing ahead says yes to nothing`() throws {
        let computer = try Computer()
        let terminal = try computer.start([])
        terminal.type(Keys.enter + Keys.enter)
        terminal.wait(for: "sesame")
        terminal.wait(for: "Home or screen 1") { $0.text.contains("Guided setup") || $0.text.contains("not asked yet") }
        computer.expectSilence(terminal)
        // Where the second Enter came before the profiles were read it opened their list, in which q is a letter.
        if terminal.text.contains("Credentials for the EKS account") {
            terminal.type(Keys.escape)
            terminal.wait(for: "the list to close") { !$0.text.contains("Credentials for the EKS account") }
        }
        terminal.type("q")
        #expect(terminal.exitCode() == 0)
    }

    @Test func `a setup that is resumed asks again only after Enter`() throws {
        let computer = try Computer()
        let first = try computer.start(["setup"])
        first.wait(for: "not asked yet")
        first.type(Keys.enter)
        first.wait(for: "✓ 111122223333")
        first.type(Keys.enter)
        first.wait(for: "▸2 IRSA")
        first.type("q")
        #expect(first.exitCode() == 0)
        let runs = computer.runs
        let asked = computer.aws.requests.count
        let seen = computer.cluster.requests.count

        let again = try computer.start([])
        again.wait(for: "▸ Continue")
        again.type(Keys.enter)
        again.wait(for: "Use these credentials again?")
        again.wait(for: "asked today")
        again.idle(seconds: 1)
        #expect(computer.runs == runs && computer.aws.requests.count == asked)
        #expect(computer.cluster.requests.count == seen)
        again.type(Keys.enter)
        again.wait(for: "111122223333 default ✓")
        #expect(computer.runs == runs + 1)
        again.type("q")
        #expect(again.exitCode() == 0)
    }

    @Test func `a profile that was named is chosen, and the other side waits`() throws {
        let computer = try Computer()
        let terminal = try computer.start(["setup", "--eks-profile", "default"])
        terminal.wait(for: "✓ 111122223333")
        terminal.idle(seconds: 1)
        #expect(computer.actions == ["GetCallerIdentity"])
        #expect(computer.cluster.requests.isEmpty)
        terminal.type("q")
        #expect(terminal.exitCode() == 0)
    }

    @Test func `on Diagnose a profile that was named runs only after Enter`() throws {
        let computer = try Computer()
        let terminal = try computer.start(["--eks-profile", "default"])
        terminal.wait(for: "Guided setup")
        terminal.type("d")
        terminal.wait(for: "Anything else")
        terminal.wait(for: "EKS account default · not yet")
        terminal.type(Keys.paste("arn:aws:iam::111122223333:role/ses-sender-role"))
        terminal.wait(for: "asks STS who profile default is")
        computer.expectSilence(terminal)
        terminal.type(Keys.enter)
        terminal.wait(for: "111122223333 default ✓")
        #expect(computer.runs == 1 && computer.actions.first == "GetCallerIdentity")
        terminal.type("\u{3}")
        #expect(terminal.exitCode() == 0)
    }

    @Test func `a name that only contains the letters is not proposed`() throws {
        let profiles = ["prod-sessions", "processes", "leases"]
        let computer = try Computer(
            config: profiles.map { "[profile \($0)]\ncredential_process = touch trace\n" }.joined())
        let terminal = try computer.start(["setup"])
        terminal.wait(for: "none chosen")
        terminal.wait(for: "3 profiles found")
        computer.expectSilence(terminal)
        #expect(!terminal.text.contains("profile processes"))
        terminal.type("q")
        #expect(terminal.exitCode() == 0)
    }

    @Test func `names and answers from outside do not reach the terminal with control characters`() throws {
        let evil = "\u{1B}[2J\u{7}\u{9B}31m\u{202E}"
        let computer = try Computer(
            config: "[profile \"eks-\(evil)\"]\naws_access_key_id = A\naws_secret_access_key = B\nregion = eu-west-1\n")
        let terminal = try computer.start(["setup"])
        terminal.wait(for: "not asked yet")
        terminal.type(Keys.enter)
        terminal.wait(for: "111122223333")
        terminal.type("q")
        #expect(terminal.exitCode() == 0)
        let output = terminal.output
        for bad in ["eks-\u{1B}", "\u{7}", "\u{9B}", "\u{202E}"] {
            #expect(output.firstRange(of: Array(bad.utf8)) == nil, "\(bad.debugDescription)")
        }
    }
}
