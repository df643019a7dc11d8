import Testing

/// A presenter breaks one thing on purpose; the send finds it; the reset brings the world back.
@Suite(.serialized) struct BreakTests {
    @Test(arguments: [
        (5, "sts.amazonaws.com"), (1, "TRUST-SUBJECT"), (7, "sending policy"), (9, "no-reply@example.com"),
    ]) func `what was broken is found by the next send`(_ fault: Int, _ word: String) throws {
        let terminal = try Program.demo()
        terminal.walk(Step.demo)
        terminal.wait(for: "Message sent.")
        terminal.breakOnPurpose(fault)
        terminal.stand(before: Step("▸7 Testing and validation", "▸ [ Send the message ]"))
        terminal.type(Keys.enter)
        for heading in ["Expected", "Found", "Why", "AWS says"] { terminal.wait(for: heading) }
        #expect(terminal.text.contains(word), "\(terminal.text)")
        #expect(terminal.text.contains("✗"))
        terminal.type("g")
        terminal.wait(for: "Go to a screen")
        for _ in 0..<2 { terminal.type(Keys.up) }
        terminal.type(Keys.enter)
        terminal.wait(for: "▸5 SES configuration")
        terminal.wait(for: "Sender             no-reply@example.com")
    }

    @Test func `what was broken is found in the list, by its code too, and mended there`() throws {
        let terminal = try Program.demo()
        terminal.walk(Step.demo)
        terminal.wait(for: "Message sent.")
        #expect(!terminal.text.contains("break") && !terminal.text.contains("m demo inbox"))
        terminal.type("b")
        terminal.wait(for: "14 sign-in")
        terminal.type("/")
        for key in ["i", "a", "m", "-", "d", "e", "n", "y"] { terminal.type(key) }
        terminal.wait(for: "IAM-DENY")
        terminal.type(Keys.enter)
        terminal.wait(for: "1 broken now")
        terminal.type(Keys.escape)
        terminal.wait(for: "14 sign-in")
        #expect(terminal.text.contains("✗    Another policy on the role forbids all"))
        terminal.type(Keys.escape)
        terminal.stand(before: Step("▸7 Testing and validation", "▸ [ Send the message ]"))
        terminal.type(Keys.enter)
        terminal.wait(for: "IAM-DENY")
        terminal.type("b")
        terminal.wait(for: "1 broken now")
        terminal.type(Keys.end)
        terminal.type(Keys.enter)
        terminal.wait(for: "Something is mended now.")
        terminal.type(Keys.escape)
        terminal.stand(before: Step("▸7 Testing and validation", "▸ [ Send the message ]"))
        terminal.type(Keys.enter)
        terminal.wait(for: "Message sent.")
    }

    @Test func `the demo starts over`() throws {
        let terminal = try Program.demo()
        terminal.walk(Step.demo)
        terminal.wait(for: "Message sent.")
        terminal.type("o")
        terminal.wait(for: "▸ [ Not now ]")
        terminal.type(Keys.backTab)
        terminal.wait(for: "▸ [ Start over ]")
        terminal.type(Keys.enter)
        terminal.wait(for: "as it was at the start")
        terminal.type(Keys.enter)
        terminal.settle()
        #expect(!terminal.text.contains("Message sent."))
    }
}
