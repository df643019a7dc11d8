import Testing

/// Somebody breaks one thing; Diagnose names the link, repairs it after a yes, and the next message goes out.
@Suite(.serialized) struct DiagnoseTests {
    @Test(arguments: [(5, "provider"), (1, "trust policy"), (7, "door 2")])
    func `what is broken is found, repaired and green again`(_ fault: Int, _ link: String) throws {
        let terminal = try Program.demo()
        terminal.walk(Step.demo)
        terminal.wait(for: "Message sent.")
        terminal.breakOnPurpose(fault)
        terminal.type("d")
        terminal.wait(for: "1 root cause")
        #expect(terminal.text.contains("▸ ✗ \(link)"), "\(terminal.text)")
        terminal.type(Keys.enter)
        terminal.wait(for: "a apply")
        #expect(terminal.text.contains("▸ [ Back ]"))
        terminal.type("a")
        terminal.wait(for: "▸ [ Apply ]")
        terminal.type(Keys.enter)
        terminal.wait(for: "no fault seen")
        terminal.wait(for: "▸ [ Send again ]")
        #expect(terminal.text.contains("✓ 9 links are right"), "\(terminal.text)")
        terminal.type(Keys.enter)
        terminal.stand(before: Step("▸7 Testing and validation", "▸ [ Send"))
        terminal.type(Keys.enter)
        terminal.wait(for: "Message sent.")
    }

    @Test func `a key leads to Diagnose and back, and a pasted text is explained`() throws {
        let terminal = try Program.demo()
        terminal.wait(for: "Guided setup")
        terminal.type("d")
        terminal.wait(for: "Anything else")
        terminal.type(
            Keys.paste("InvalidIdentityToken: No OpenIDConnect provider found in your account for https://oidc.example")
        )
        terminal.wait(for: "Enter explains it")
        terminal.type(Keys.enter)
        terminal.wait(for: "FROM TEXT")
        terminal.wait(for: "likely")
        terminal.type(Keys.escape)
        terminal.wait(for: "Anything else")
        terminal.type(Keys.escape)
        terminal.wait(for: "Guided setup")
    }
}
