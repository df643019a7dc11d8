import Testing

/// Odd bytes from keyboard and network, as a person meets them: the screen always listens again.
@Suite(.serialized) struct StuckKeyboardTests {
    /// Alt with a key, torn sequences, half a character, a paste without end.
    static let unfinished: [[UInt8]] =
        ["\u{1B}]", "\u{1B}P", "\u{1B}_", "\u{1B}^", "\u{1B}X", "\u{1B}[1;", "\u{1B}[<0;1", "\u{1B}[200", "\u{1B}O"]
        .map { Array($0.utf8) } + [[0xF0, 0x9F], Array("\u{1B}[200~".utf8), Array("\u{1B}[200~half".utf8)]

    @Test(arguments: unfinished) func `Ctrl-C leaves whatever was begun`(_ bytes: [UInt8]) throws {
        let terminal = try Program.demo()
        terminal.stand(before: Step.demo[0])
        terminal.type(bytes: bytes)
        // Within a paste it counts after a moment of silence only.
        terminal.idle(seconds: 0.3)
        terminal.type("\u{3}")
        #expect(terminal.exitCode() == 0)
        #expect(terminal.modesAreRestored)
        #expect(TerminalModes.leftOn(in: terminal.output) == [])
    }

    @Test(arguments: unfinished) func `keys act again by themselves`(_ bytes: [UInt8]) throws {
        let terminal = try Program.demo()
        terminal.stand(before: Step.demo[0])
        terminal.type(bytes: bytes)
        terminal.idle(seconds: 1.5)
        terminal.type("?")
        terminal.wait(for: "Esc close")
        terminal.type(Keys.escape + "q")
        terminal.type("q")
        #expect(terminal.exitCode() == 0)
    }

    @Test func `five megabytes pasted into a field are refused in words`() throws {
        let terminal = try Program.demo()
        terminal.walk(Step.demo.prefix(9))
        terminal.stand(before: Step.demo[9])
        terminal.type(Keys.backTab)
        terminal.settle()
        let text = String(repeating: "lorem ipsum dolor sit amet ", count: 200_000)
        terminal.type(Keys.paste(text))
        terminal.wait(for: "nothing of it was pasted")
        terminal.type(Keys.paste(String(text.prefix(100_000))))
        terminal.wait(for: "Nothing was pasted: a field takes 4096 bytes")
        terminal.type("\u{3}")
        #expect(terminal.exitCode() == 0)
    }
}
