import Foundation
import Testing

/// The real program with `--mask`: no byte that it writes holds what is masked.
@Suite(.serialized) struct MaskedWalkTests {
    @Test func `a walk through the demo and Diagnose writes no account, address, issuer, host or name`() throws {
        let terminal = try Program.demo(["--mask", "accounts,addresses,names"])
        terminal.wait(for: "MASKED DEMO")
        terminal.walk([Step("sesame  Home", "▸ Guided setup", "profile-1, profile-2")])
        terminal.walk([Step("▸1 Introduction", "▸ [ Continue ]", "✓ 000000000001", "✓ 000000000002")])
        terminal.walk(Step.demo.dropFirst(2))
        terminal.wait(for: "Message sent.")
        terminal.type(":")
        terminal.wait(for: "┌ Actions")
        terminal.type("calls")
        terminal.wait(for: "▸ Calls made")
        terminal.type(Keys.enter)
        terminal.wait(for: "calls, ")
        terminal.type(Keys.escape)
        terminal.breakOnPurpose(1)
        terminal.type("d")
        terminal.wait(for: "1 root cause")
        for key in ["v", Keys.right, Keys.right, Keys.right, Keys.escape] {
            terminal.type(key)
            terminal.settle()
        }
        terminal.wait(for: "1 root cause")
        terminal.type("c")
        terminal.wait(for: "Copied")
        terminal.type(Keys.enter)
        terminal.wait(for: "a apply")
        terminal.type("v" + Keys.escape + "a")
        terminal.wait(for: "▸ [ Apply ]")
        terminal.type(Keys.enter)
        terminal.wait(for: "no fault seen")
        terminal.type("p")
        terminal.wait(for: "Prove it?")
        terminal.type(Keys.enter)
        terminal.wait(for: "The role was taken with a real token.")
        terminal.type(Keys.escape + "q")
        #expect(terminal.exitCode() == 0)
        let written = String(decoding: terminal.output, as: UTF8.self)
        let names = ["ses-sender", "mail-prod", "eks-admin", "ses-admin"]
        for secret in [
            "111122223333", "444455556666", "no-reply@example", "ops@example", "D39B5DB5A4BB", "127.0.0.1:",
        ] + names {
            #expect(!written.contains(secret), "\(secret) was written")
        }
        // What was copied stands in base64.
        for copied in written.split(separator: "\u{1B}]52;c;").dropFirst() {
            let text = Base64Text.decoded(String(copied.prefix { $0 != "\u{7}" && $0 != "\u{1B}" }))
            #expect(!text.isEmpty && !text.contains("111122223333") && !text.contains("example.com"), "\(text)")
            #expect(!names.contains { text.contains($0) }, "\(text)")
        }
    }
}

private enum Base64Text {
    /// The text that base64 stands for; empty for none.
    static func decoded(_ text: String) -> String {
        Data(base64Encoded: text).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
