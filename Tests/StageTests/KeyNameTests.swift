import Canvas
import Stage
import Testing

@Suite struct KeyNameTests {
    @Test(arguments: ["Enter", "Esc", "Up", "PgDn", "Space", "Ctrl-O", "F12", "Shift-Tab", "Del", "a", "?", "7", "\\"])
    func `a key's name is what footers write`(_ name: String) throws {
        #expect(try #require(Key(named: name)).words == name)
    }

    @Test(arguments: ["", " ", "enter", "Ctrl-o", "F13", "ab", "é", "\u{7F}", "\n", "Up/Down"])
    func `what is no name is no key`(_ name: String) { #expect(Key(named: name) == nil) }

    @Test func `presses in words count repeats`() {
        let presses: [StageScript.Press] = [
            .key(.character("a")), .key(.enter), .key(.enter), .text("no-reply"), .action("Send again"),
        ]
        #expect(StageScript.Press.words(presses) == "a, Enter 2×, \"no-reply\", Actions: Send again")
    }
}
