import Foundation
import Testing

/// Diagnose from the cluster's lists and from bundles, in the real program.
@Suite(.serialized) struct ChoosingTests {
    private func entry(_ scenario: String) throws -> PseudoTerminal {
        let terminal = try Program.demo(["--scenario", scenario])
        terminal.wait(for: "Guided setup")
        terminal.type("d")
        terminal.wait(for: "In cluster mail-prod")
        return terminal
    }

    /// Moves the focus down until a row has it.
    private func go(_ terminal: PseudoTerminal, to row: String, location: SourceLocation = #_sourceLocation) {
        func focus(_ terminal: PseudoTerminal) -> String? { terminal.lines.first { $0.hasPrefix(" ▸") } }
        for _ in 0..<12 where !terminal.text.contains("▸ \(row)") {
            let before = focus(terminal)
            terminal.type(Keys.down)
            terminal.wait(for: "the focus to move", location: location) { focus($0) != before }
        }
        #expect(terminal.text.contains("▸ \(row)"), "\(terminal.text)", sourceLocation: location)
    }

    @Test func `a service account is chosen by a part of its name, and its root cause is named`() throws {
        let terminal = try entry("irsa-sub-wrong-ns-or-sa")
        go(terminal, to: "Choose one…")
        terminal.type(Keys.enter)
        terminal.wait(for: "5 of 5")
        terminal.type("sender")
        terminal.wait(for: "1 of 5")
        terminal.type(Keys.enter)
        terminal.wait(for: "1 root cause")
        #expect(terminal.text.contains("TRUST-SUBJECT"), "\(terminal.text)")
        terminal.type(Keys.escape)
        terminal.wait(for: "▸ Choose one…")
    }

    @Test func `all of them in one table, one of them, and back to its row`() throws {
        let terminal = try entry("irsa-sub-wrong-ns-or-sa")
        go(terminal, to: "All of them…")
        terminal.type(Keys.enter)
        terminal.wait(for: "1 service account with a role, 1 may send mail")
        terminal.wait(for: "▸ ✗ default/ses-sender")
        #expect(terminal.text.contains("Diagnose all") && terminal.text.contains("TRUST-SUBJECT"), "\(terminal.text)")
        terminal.type("/")
        terminal.wait(for: "0 of 1") { $0.text.contains("1 of 1") }
        terminal.type("mail")
        terminal.wait(for: "find  mail")
        terminal.type(Keys.enter + Keys.enter)
        terminal.wait(for: "1 root cause")
        terminal.type(Keys.escape)
        terminal.wait(for: "▸ ✗ default/ses-sender")
        terminal.type(Keys.escape)
        terminal.wait(for: "root cause      pods")
        terminal.type("w")
        terminal.wait(for: "Write the table of mail-prod?")
        terminal.type(Keys.enter)
        terminal.wait(for: "mail-prod-service-accounts.csv is written")
        let csv = try String(contentsOfFile: terminal.folder + "/mail-prod-service-accounts.csv", encoding: .utf8)
        #expect(csv.contains("default,ses-sender,ses-sender-role,broken,TRUST-SUBJECT,"), "\(csv)")
        terminal.type(Keys.escape)
        terminal.wait(for: "▸ All of them…")
    }

    @Test func `a bundle is written for its owner alone, found again, and says the same`() throws {
        let terminal = try entry("irsa-sub-wrong-ns-or-sa")
        terminal.type(Keys.paste("default/ses-sender") + Keys.enter)
        terminal.wait(for: "1 root cause")
        let live = rows(terminal)
        terminal.type("w")
        terminal.wait(for: "A bundle: what was read here")
        terminal.type(Keys.enter)
        terminal.wait(for: "is written, for you alone (0600)")
        let path = terminal.folder + "/mail-prod-ses-sender.bundle.json"
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        for secret in ["111122223333", "444455556666", "example.com"] { #expect(!text.contains(secret), "\(secret)") }

        // What is there is never replaced.
        terminal.type("w")
        terminal.wait(for: "mail-prod-ses-sender-2.bundle.json")
        terminal.type(Keys.escape + Keys.escape)
        terminal.wait(for: "mail-prod-ses-sender.bundle.json")
        go(terminal, to: "mail-prod-ses-sen…")
        terminal.type(Keys.enter)
        terminal.wait(for: "RECORDED")
        terminal.wait(for: "1 root cause")
        #expect(rows(terminal) == live, "\(terminal.text)")
        #expect(terminal.text.contains("EKS account 000000000001 recorded"), "\(terminal.text)")
        #expect(terminal.text.contains("less than a minute ago") && terminal.text.contains("2 kinds are masked"))
        terminal.type("r")
        terminal.wait(for: "Not now: recorded: nothing live.")
        terminal.type(Keys.enter)
        terminal.wait(for: "A note for whoever owns it")
        terminal.type("a")
        terminal.wait(for: "Not now: recorded: nothing live.")
        terminal.type(Keys.escape)
        terminal.wait(for: "1 root cause")
        terminal.type(Keys.escape)
        terminal.wait(for: "▸ mail-prod-ses-sen…")
        #expect(!terminal.text.contains("RECORDED"))
    }

    /// The rows of the list of links, without marks of the focus and with masks taken for what they stand for.
    private func rows(_ terminal: PseudoTerminal) -> [String] {
        terminal.lines.filter { line in ["✓", "✗", "·", "?", "!"].contains { line.dropFirst(3).hasPrefix($0) } }
            .map { String($0.dropFirst(3)) }
    }

    @Test func `a file that is no bundle gives its sentence`() throws {
        let terminal = try entry("ready")
        try "{\"schema\":\"sesame/bundle/v7\",\"by\":\"sesame 9\\u001b[2J\"}".write(
            toFile: terminal.folder + "/later.bundle.json", atomically: true, encoding: .utf8)
        terminal.type(Keys.paste("later.bundle.json") + Keys.enter)
        terminal.wait(for: "This bundle has another form")
        terminal.type(Keys.clear + Keys.paste("none.bundle.json") + Keys.enter)
        terminal.wait(for: "none.bundle.json does not exist.")
    }
}
