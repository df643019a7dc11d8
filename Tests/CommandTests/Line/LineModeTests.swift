import FaultServer
import Foundation
import Programs
import Testing

/// The guided setup line by line, for screen readers and simple terminals.
struct `Line mode` {
    static let issuer = "https://oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E"

    @Test(.timeLimit(.minutes(5)))
    func `answers are kept, and the next run or the question before goes on with them`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        // Three answers by Enter, one typed, then the one before again, then left.
        let left = try await person.sesame(
            ["setup", "--plain"], input: "\n\n\nmail-prod\nback\nmail-other\n\nq\n")
        #expect(left.status == 2, "\(left)")
        #expect(left.out.components(separatedBy: "Cluster [mail-prod, ").count == 3, "asked twice: \(left)")
        #expect(left.out.contains("none of those found"), "\(left)")
        #expect(left.err.contains("answers are kept: \"sesame setup --plain\" goes on with them"), "\(left)")
        let resumed = try await person.sesame(["setup", "--plain"], input: "\nq\n")
        #expect(resumed.out.contains("Go on with it? [yes]: "), "\(resumed)")
        #expect(resumed.out.contains("EKS credentials: eks-admin (kept)"), "\(resumed)")
        #expect(resumed.out.contains("Cluster: mail-other (kept)"), "\(resumed)")
        let anew = try await person.sesame(["setup", "--plain"], input: "no\nq\n")
        #expect(anew.out.contains("EKS credentials [eks-admin, found]: "), "\(anew)")
        // The full screen offers the same setup.
        #expect(try await person.shell("cat \"$XDG_STATE_HOME\"/sesame/setups/*.json").out.contains("mail-other"))
    }

    @Test func `credentials of one account are not taken for both in silence`() async throws {
        let world = try await Simulation.start("fresh")
        var person = try world.person()
        let config = world.folder.read("aws-config").replacing(/\[profile ses-admin\][^\[]*/, with: "")
        let keys = world.folder.read("aws-credentials").replacing(/\[ses-admin\][^\[]*/, with: "")
        person.variables["AWS_CONFIG_FILE"] = try person.home.write(config, to: "config")
        person.variables["AWS_SHARED_CREDENTIALS_FILE"] = try person.home.write(keys, to: "credentials")
        let ran = try await person.sesame(
            ["setup", "--plain"],
            input: "\n\n\n\n\n\n\n\nno\n444455556666\neu-west-1\nno-reply@example.com\n\n-\nyes\n")
        #expect(ran.out.contains("SES credentials [leave out]: "), "\(ran)")
        #expect(ran.out.contains("the owner of the SES account gets a note"), "\(ran)")
        #expect(ran.out.contains("  to add: role, ") && !ran.out.contains("sending policy, "), "\(ran)")
        let both = try await person.sesame(["setup", "--plain"], input: "no\n\n\n\n\n\n\n\neks-admin\nq\n")
        #expect(both.out.contains("These credentials are of 111122223333 too, the EKS account."), "\(both)")
    }

    @Test func `without a terminal the full screen names the ways that need none`() async throws {
        let person = try Person()
        for command in [["setup"], ["demo"], []] {
            let ran = try await person.sesame(command)
            #expect(ran.status == 64, "\(ran)")
            #expect(ran.err.contains("--plain") && ran.err.contains("--answers"), "\(ran)")
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `from nothing to a sent message, taking what is suggested`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        var command = person.command(["setup", "--plain"], limit: 280)
        command.isTyped = true
        let running = try command.start()
        let typed: [(prompt: String, answer: String)] = [
            ("EKS credentials [eks-admin, found]: ", ""),
            ("EKS account [111122223333, from credentials]: ", ""),
            ("Region [eu-west-1, from eks-admin]: ", ""),
            ("Cluster [mail-prod, found, 1 of 1]: ", ""),
            ("Context [mail-prod, current context]: ", ""),
            ("Namespace [default, default]: ", ""),
            ("Service account [ses-sender, default]: ", ""),
            ("SES credentials [ses-admin, found]: ", "nobody"),
            ("There is no profile \"nobody\"; there is eks-admin, ses-admin.", ""),
            ("", ""),
            ("SES account [444455556666, from credentials]: ", ""),
            ("SES region [eu-west-1, from ses-admin]: ", ""),
            ("Sender: ", "no-reply"),
            ("expected", "?"),
            ("If wrong ", "no-reply@example.com"),
            ("Test receiver", "ops@example.com"),
            ("File for these answers, - for none [answers.yaml]: ", ""),
            ("", "yes"),
        ]
        for (prompt, answer) in typed {
            if !prompt.isEmpty { try await running.said(prompt) }
            // The line that says there is no such profile is followed by the same question.
            if prompt.hasPrefix("There is no profile") { continue }
            try running.type(answer)
        }
        try await running.said("Enter when people have done their part")
        #expect(try await world.clickLinks() == 3)
        try running.type("")
        try await running.said("1 to add, 9 already right.")
        try running.type("yes")
        try await running.said("Send a test message to ops@example.com? [yes]: ")
        try running.type("")
        // From inside the cluster only by a yes, and not by Enter.
        try await running.said("Makes 2 Jobs in namespace default of cluster mail-prod")
        try await running.said("Send it from such Jobs too? [no]: ")
        try running.type("yes")
        try await running.said("right: job")
        try await running.said("Proven: pods of the service account send as")
        try await running.said("Show the lines for [none]: ")
        try running.type("cobol")
        try await running.said("There is no \"cobol\"; there are python, python-sesv1, python-raw, ")
        try running.type("smtp")
        try await running.said("X-SES-FROM-ARN: arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com")
        try running.type("")
        let ended = await running.end()
        #expect(ended.status == 0, "\(ended)")
        #expect(ended.out.contains("done: Message sent to ops@example.com."), "\(ended)")
        // Signs are words, and the end says what the program has to be given.
        #expect(ended.out.contains("  to add: role, sesame-mail-prod-default-ses-sender"), "\(ended)")
        #expect(!ended.out.contains { "✓✗·…".contains($0) }, "\(ended)")
        #expect(
            ended.out.contains(
                "  Identity ARN: arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com\n"), "\(ended)")
        #expect(!ended.out.contains("\u{1B}"), "nothing moves")

        // The file that was kept goes on by commands.
        let plan = try await person.sesame("plan", "--answers", "answers.yaml")
        #expect(plan.status == 0, "\(plan)")
    }

    @Test(.timeLimit(.minutes(5)))
    func `what flags and answers file say is not asked again`() async throws {
        let world = try await Simulation.start("ready")
        let person = try world.person()
        let ran = try await person.sesame(
            ["setup", "--plain", "--answers", world.answers, "--context", "mail-prod"], input: "-\nyes\n")
        #expect(ran.status == 0, "\(ran)")
        #expect(ran.out.contains("EKS account: 111122223333 (answers file, l. 3)"), "\(ran)")
        #expect(ran.out.contains("Context: mail-prod (flag --context)"), "\(ran)")
        #expect(ran.out.contains("No changes"), "\(ran)")
    }

    @Test func `leaving, or the end of the input, changes nothing`() async throws {
        let person = try Person()
        let left = try await person.sesame(["demo", "--plain"], input: "q\n")
        #expect(left.status == 2, "\(left)")
        #expect(left.err.contains("The demo keeps nothing."), "\(left)")
        let ended = try await person.sesame(["demo", "--plain"], input: "\n\n")
        #expect(ended.status == 64, "\(ended)")
        #expect(ended.err.contains("Nothing was changed"), "\(ended)")
        let forbidden = try await person.sesame(["setup", "--plain", "--no-input"])
        #expect(forbidden.status == 64, "\(forbidden)")
        let declined = try await person.sesame(
            ["demo", "--plain"], input: String(repeating: "\n", count: 12) + "no\n")
        #expect(declined.status == 2, "\(declined)")
        #expect(declined.out.contains("9 to add"), "\(declined)")
    }

    @Test func `what counts without a profile is shown, and used only after a yes`() async throws {
        let server = try FaultServer { _, connection in
            connection.answer(403)
            return .keep
        }
        var person = try Person()
        let trace = person.home.path("trace")
        try person.home.write("[default]\ncredential_process = touch \(trace)\n", to: "config")
        person.variables = ["AWS_CONFIG_FILE": person.home.path("config"), "AWS_ENDPOINT_URL": server.url]
        let typed =
            ["", "", "111122223333", "eu-west-1", "mail-prod", Self.issuer, "", "default", "ses-sender", "", "no"]
            + ["444455556666", "eu-west-1", "no-reply@example.com", "ops@example.com", "-", "yes", "yes", "yes"]
        let ran = try await person.sesame(["setup", "--plain"], input: typed.joined(separator: "\n") + "\n")
        #expect(ran.status == 2, "\(ran)")
        #expect(ran.out.contains("Using that runs \"touch \(trace)\" of default, then asks STS who that is."), "\(ran)")
        #expect(ran.out.contains("EKS account and the SES account were not asked"), "\(ran)")
        #expect(!person.home.has("trace"))
        // What nobody here may ask for is its owner's, who gets a note.
        for name in ["for-111122223333.md", "for-444455556666.md", "for-cluster-mail-prod.md"] {
            #expect(person.home.has(name), "\(name): \(ran)")
        }
        #expect(server.requests.isEmpty)
        let agreed = try await person.sesame(["setup", "--plain"], input: "no\n\nyes\nq\n")
        #expect(person.home.has("trace"), "\(agreed)")
        server.stop()
    }
}
