import FaultServer
import Foundation
import Programs
import Testing

/// The guided setup line by line, for screen readers and simple terminals.
struct `Line mode` {
    @Test(.timeLimit(.minutes(5)))
    func `from nothing to a sent message, taking what is suggested`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        var command = person.command(["setup", "--plain"], limit: 280)
        command.isTyped = true
        let running = try command.start()
        let typed: [(prompt: String, answer: String)] = [
            ("EKS credentials [leave out]: ", "eks-admin"),
            ("EKS account [111122223333, from credentials]: ", ""),
            ("Region [eu-west-1, from eks-admin]: ", ""),
            ("Cluster [mail-prod, found, 1 of 1]: ", ""),
            ("Context [mail-prod, current context]: ", ""),
            ("Namespace [default, default]: ", ""),
            ("Service account [ses-sender, default]: ", ""),
            ("SES credentials [leave out]: ", "nobody"),
            ("There is no profile \"nobody\"; there is eks-admin, ses-admin.", ""),
            ("", "ses-admin"),
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
        let ended = await running.end()
        #expect(ended.status == 0, "\(ended)")
        #expect(ended.out.contains("✓ Message sent to ops@example.com."), "\(ended)")
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
            ["", "", "111122223333", "eu-west-1", "mail-prod", "", "default", "ses-sender", "", "no", "444455556666"]
            + ["eu-west-1", "no-reply@example.com", "ops@example.com", "-"]
        let ran = try await person.sesame(["setup", "--plain"], input: typed.joined(separator: "\n") + "\n")
        #expect(ran.status == 2, "\(ran)")
        #expect(ran.out.contains("Using that runs \"touch \(trace)\" of default, then asks STS who that is."), "\(ran)")
        #expect(ran.out.contains("EKS account and the SES account were not asked"), "\(ran)")
        #expect(!person.home.has("trace"))
        #expect(server.requests.isEmpty)
        let agreed = try await person.sesame(["setup", "--plain"], input: "\nyes\nq\n")
        #expect(person.home.has("trace"), "\(agreed)")
        server.stop()
    }
}
