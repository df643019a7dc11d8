import Foundation
import Programs
import Testing

/// The guided setup over real HTTP against `sesame simulate`, with credentials and a kubeconfig from files.
@Suite(.serialized) struct LiveSetupTests {
    /// Screen 1 to screen 5, where the two addresses are asked.
    static let toAddresses: [Step] = [
        Step("▸1 Introduction", "▸ [ Ask who they are ]", "not asked yet"),
        Step("▸1 Introduction", "▸ [ Continue ]", "✓ 111122223333", "✓ 444455556666"),
        Step("▸2 IRSA and its benefits", "step 1 of 7", key: "s"),
        Step("▸3 IRSA configuration", "▸ [ Continue ]", "read from EKS", "not in IAM yet"),
        Step("▸4 Cross-account access", "▸ [ Continue ]"),
    ]

    @Test func `a setup from nothing to a message sent`() async throws {
        let simulator = try await Simulation.start()
        let terminal = try start(["setup"], simulator)
        terminal.walk(LiveSetupTests.toAddresses)
        terminal.wait(for: "▸ Sender")
        #expect(
            terminal.text.contains(simulator.endpoint.replacing("http://", with: "")),
            "the endpoint stands on the screen")
        terminal.type("no-reply@example.com" + Keys.enter)
        terminal.wait(for: "▸ Identity")
        terminal.type(Keys.tab)
        terminal.wait(for: "▸ Test receiver")
        terminal.type("ops@example.com" + Keys.enter)
        terminal.walk([
            Step("▸5 SES configuration", "▸ [ Continue ]", "! not verified yet"),
            Step("▸6 Review and apply", "9 to add", key: "a"),
            Step("▸6 Review and apply", "▸ [ Apply ]"),
        ])
        terminal.wait(for: "3 wait for a person")
        let clicked = try await simulator.clickLinks()
        #expect(clicked == 3)
        terminal.walk([
            Step("▸6 Review and apply", "10 of 10 right", "▸ [ Continue ]"),
            Step("▸7 Testing and validation", "▸ [ Send the message ]"),
        ])
        terminal.wait(for: "Message sent.")
        terminal.walk(Step.toTheEnd)
        #expect(terminal.exitCode() == 0)
    }

    @Test(arguments: [
        (0, SIGTERM, "1 Introduction"), (1, SIGHUP, "2 IRSA and its benefits"), (2, SIGINT, "3 IRSA configuration"),
        (3, SIGQUIT, "4 Cross-account access"), (4, SIGKILL, "5 SES configuration"),
        (5, SIGTERM, "6 Review and apply"), (6, SIGHUP, "7 Testing and validation"),
        (7, SIGKILL, "7 Testing and validation"), (8, SIGINT, "8 Best practices"),
    ]) func `answers and place survive a kill`(_ stop: Int, _ signal: Int32, _ title: String) async throws {
        let simulator = try await Simulation.start("ready")
        let home = try Home()
        let walk: [Step] = [
            Step("▸1 Introduction", "▸ [ Continue ]", "✓ 111122223333", "✓ 444455556666"),
            Step("▸2 IRSA and its benefits", "step 1 of 7", key: "s"),
            Step("▸3 IRSA configuration", "▸ [ Continue ]", "ses-sender-role"),
            Step("▸4 Cross-account access", "▸ [ Continue ]"),
            Step("▸5 SES configuration", "▸ [ Continue ]", "✓ verified"),
            Step("▸6 Review and apply", "already right", "▸ [ Continue ]"),
            Step("▸7 Testing and validation", "▸ [ Send the message ]"),
            Step("▸7 Testing and validation", "Message sent."),
            Step("▸8 Best practices", "▸ [ Continue ]", "things are right"),
        ]
        let terminal = try start(["--answers", simulator.answers], simulator, home)
        terminal.walk([Step("sesame  Home", "▸ Guided setup")])
        terminal.walk(walk.prefix(stop))
        terminal.stand(before: walk[stop])
        if signal == SIGKILL {
            // Nothing can be done after this one: what counts is what has reached the disk by then.
            let place = "\"screen\": \"\(title.hasPrefix("5") ? "ses" : "test")\""
            terminal.wait(for: "\(place) on the disk") { _ in
                home.stateFiles.filter { $0.hasSuffix(".json") }.contains {
                    (try? String(contentsOfFile: $0, encoding: .utf8))?.contains(place) ?? false
                }
            }
        }
        terminal.signal(signal)
        #expect(terminal.exitCode() == 128 + signal)
        if signal != SIGKILL {
            #expect(terminal.modesAreRestored)
            #expect(TerminalModes.leftOn(in: terminal.output) == [])
        }
        for file in home.stateFiles {
            let mode = try #require(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int)
            #expect(mode & 0o077 == 0, "\(file) can be read by others")
        }

        let again = try start([], simulator, home)
        again.wait(for: "▸ Continue         mail-prod  at \(title)")
        again.type(Keys.enter)
        again.wait(for: "▸\(title)")
        if stop > 0 {
            again.wait(for: "Use these credentials again?")
            again.type(Keys.enter)
        } else {
            again.wait(for: "▸ [ Ask who they are ]")
            again.type(Keys.enter)
        }
        again.wait(for: "444455556666 ses-admin ✓")
        again.type("g")
        again.wait(for: "Go to a screen")
    }

    @Test func `what was typed and not left yet is kept`() async throws {
        let simulator = try await Simulation.start()
        let home = try Home()
        let terminal = try start(["setup"], simulator, home)
        terminal.walk(LiveSetupTests.toAddresses)
        terminal.wait(for: "▸ Sender")
        terminal.type("no-reply@example")
        terminal.wait(for: "no-reply@example")
        terminal.signal(SIGTERM)
        #expect(terminal.exitCode() == 128 + SIGTERM)
        let again = try start([], simulator, home)
        again.wait(for: "▸ Continue         mail-prod  at 5 SES configuration")
        again.type(Keys.enter)
        again.wait(for: "Use these credentials again?")
        again.type(Keys.enter)
        again.wait(for: "no-reply@example")
    }

    @Test func `an account without credentials becomes a note for its owner`() async throws {
        let simulator = try await Simulation.start()
        let home = try Home()
        let terminal = try start(["setup", "--answers", simulator.answers], simulator, home)
        // Complete answers start at the plan; the credentials are two keys away.
        terminal.stand(before: Step("▸6 Review and apply", "to add"))
        terminal.type("g")
        terminal.wait(for: "Go to a screen")
        terminal.type(Keys.home + Keys.enter)
        terminal.stand(before: LiveSetupTests.toAddresses[1])
        terminal.type(Keys.backTab)
        terminal.wait(for: "▸ SES account")
        terminal.type(Keys.enter)
        terminal.wait(for: "Credentials for the SES account")
        terminal.type(Keys.end + Keys.enter)
        terminal.walk([
            Step("▸1 Introduction", "▸ [ Continue ]", "hand-over to its owner"),
            Step("▸2 IRSA and its benefits", key: "s"), Step("▸3 IRSA configuration", "▸ [ Continue ]"),
            Step("▸4 Cross-account access", "▸ [ Continue ]"), Step("▸5 SES configuration", "▸ [ Continue ]"),
        ])
        terminal.wait(for: "The owner of SES account 444455556666 does")
        terminal.type("w")
        terminal.wait(for: "files written") { terminal in
            (try? FileManager.default.subpathsOfDirectory(atPath: terminal.folder))?
                .contains { $0.hasSuffix("for-444455556666.md") } ?? false
        }
        terminal.stand(before: Step("▸6 Review and apply", "[ Apply my 6 changes ]"))
        terminal.type("a")
        terminal.wait(for: "▸ [ Apply ]")
        #expect(!terminal.text.contains("SES account 444455556666     "))
    }

    @Test func `another account than the one named is refused before anything else`() async throws {
        let simulator = try await Simulation.start()
        let home = try Home()
        let answers = home.folder + "/answers.yaml"
        let text = try String(contentsOfFile: simulator.answers, encoding: .utf8)
        try text.replacingOccurrences(of: "444455556666", with: "777788889999")
            .write(toFile: answers, atomically: true, encoding: .utf8)
        let terminal = try start(["setup", "--answers", answers], simulator, home)
        terminal.wait(for: "Another account than you named")
        terminal.wait(for: "777788889999")
        terminal.wait(for: "444455556666")
        terminal.type(Keys.escape)
        terminal.wait(for: "the dialog to close") { !$0.text.contains("Another account than you named") }
        // What is typed while the plan is being read is dropped when it comes.
        terminal.wait(for: "door 1: may send")
        terminal.type("a")
        terminal.wait(for: "Not now: SES account is 444455556666, not 777788889999.")
    }

    @Test func `credentials that AWS does not know are named with what to do`() async throws {
        let simulator = try await Simulation.start()
        let home = try Home()
        let keys = home.folder + "/credentials"
        try "[eks-admin]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret\n"
            .write(toFile: keys, atomically: true, encoding: .utf8)
        let terminal = try start(["setup"], simulator, home, more: ["AWS_SHARED_CREDENTIALS_FILE": keys])
        terminal.wait(for: "▸ [ Ask who they are ]")
        terminal.type(Keys.enter)
        terminal.wait(for: "✗")
        terminal.wait(for: "▸ EKS account")
        terminal.wait(for: "Enter choose")
        // A dead end would be the only failure here: the list opens and offers the hand-over.
        terminal.type(Keys.enter)
        terminal.wait(for: "hand-over")
    }

    @Test func `nobody's credentials still lead to files`() throws {
        let home = try Home()
        let terminal = try Program.start(["setup"], in: home)
        terminal.wait(for: "none chosen")
        for side in ["EKS", "SES"] {
            terminal.wait(for: "▸ \(side) account")
            terminal.type(Keys.enter)
            terminal.wait(for: "Credentials for the \(side) account")
            terminal.type(Keys.end + Keys.enter)
        }
        terminal.walk([
            Step("▸1 Introduction", "▸ [ Continue ]"), Step("▸2 IRSA and its benefits", key: "s"),
        ])
        terminal.wait(for: "▸3 IRSA configuration")
        let cluster = """
            {"cluster":{"name":"shop","arn":"arn:aws:eks:eu-central-1:111122223333:cluster/shop",\
            "identity":{"oidc":{"issuer":"https://oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF"}}}}
            """
        terminal.type(Keys.paste(cluster))
        terminal.wait(for: "eu-central-1")
        terminal.wait(for: "shop")
        terminal.wait(for: "111122223333")
        terminal.wait(for: "oidc.eks.eu-cent")
    }

    @Test func `a place that cannot be written to is said once and stops nothing`() async throws {
        let simulator = try await Simulation.start()
        let home = try Home()
        // A file where the folder should be: refused to everybody, root included.
        try "".write(toFile: home.state, atomically: true, encoding: .utf8)
        let terminal = try start(["setup"], simulator, home)
        terminal.wait(for: "Answers are not being kept")
        terminal.walk(LiveSetupTests.toAddresses)
        terminal.wait(for: "▸ Sender")
        #expect(!terminal.text.contains("not being kept"))
        terminal.type("\u{3}")
        #expect(terminal.exitCode() == 0)
    }

    @Test func `a world that vanishes is said, and every key stays alive`() async throws {
        let simulator = try await Simulation.start()
        let terminal = try start(["setup", "--answers", simulator.answers], simulator)
        terminal.stand(before: Step("▸6 Review and apply", "9 to add"))
        await simulator.kill()
        terminal.type("a")
        terminal.wait(for: "▸ [ Apply ]")
        terminal.type(Keys.enter)
        terminal.wait(for: "Nothing answers at 127.0.0.1")
        terminal.wait(seconds: 60, for: "the run to end") {
            $0.text.contains("did not work") && $0.text.contains("[ Apply these 9 changes ]")
        }
        terminal.type("?")
        terminal.wait(for: "Help: Review and apply")
        terminal.type(Keys.escape)
        terminal.wait(for: "the help to close") { !$0.text.contains("Help: Review and apply") }
        terminal.type("q")
        #expect(terminal.exitCode() == 0)
        #expect(terminal.modesAreRestored)
    }

    private func start(
        _ arguments: [String], _ simulator: Simulation, _ home: Home? = nil, more: [String: String] = [:]
    ) throws -> PseudoTerminal {
        try Program.start(
            arguments, in: try home ?? Home(), more: simulator.variables.merging(more) { $1 })
    }
}
