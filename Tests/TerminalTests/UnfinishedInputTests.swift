import Canvas
import Terminal
import Testing

/// What was begun and not finished never takes the keyboard away for long.
struct UnfinishedInputTests {
    static let sequences = [
        "\u{1B}[A", "\u{1B}OA", "\u{1B}[1;5C", "\u{1B}[<0;10;5M", "\u{1B}[?62;22c", "\u{1B}[99;5u", "\u{1B}[15~",
        "\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\", "\u{1B}]52;c;YQ==\u{7}", "\u{1B}P1$r0m\u{1B}\\", "\u{1B}_x\u{1B}\\",
        "\u{1B}^x\u{1B}\\", "\u{1B}Xx\u{1B}\\", "\u{1B}[200~pasted\u{1B}[201~", "é", "中", "👍",
    ]

    /// A sequence cut at every byte, and whether the cut lies within a paste.
    private static func pieces(of sequence: String) -> [(bytes: ArraySlice<UInt8>, isPaste: Bool)] {
        let bytes = Array(sequence.utf8)
        return (1..<bytes.count).map { (bytes[..<$0], $0 >= 6 && sequence.hasPrefix("\u{1B}[200~")) }
    }

    @Test(arguments: sequences) func `Ctrl-C acts wherever a sequence is cut`(_ sequence: String) {
        for timing in [InputTiming.local, .remote] {
            for (piece, isPaste) in Self.pieces(of: sequence) {
                var keyboard = Keyboard(timing)
                _ = keyboard.type(piece)
                if isPaste { _ = keyboard.wait(timing.pause) }
                #expect(keyboard.type([0x03]).last == .key(.control("c")), "\(piece)")
                #expect(!keyboard.isWaiting, "\(piece)")
                #expect(keyboard.type("x") == [.key(.character("x"))], "\(piece)")
            }
        }
    }

    @Test(arguments: sequences) func `every key acts after the deadline, wherever a sequence is cut`(
        _ sequence: String
    ) {
        for timing in [InputTiming.local, .remote] {
            for (piece, isPaste) in Self.pieces(of: sequence) {
                var keyboard = Keyboard(timing)
                _ = keyboard.type(piece)
                _ = keyboard.wait(isPaste ? timing.paste : timing.sequence)
                #expect(!keyboard.isWaiting, "\(piece)")
                for letter in ["x", "é", "q"] {
                    #expect(keyboard.type(letter) == [.key(.character(Character(letter)))], "\(piece)")
                }
                #expect(keyboard.type("\u{1B}[B") == [.key(.down)], "\(piece)")
                #expect(keyboard.type("\u{1B}") + keyboard.wait(timing.escape) == [.key(.escape)], "\(piece)")
            }
        }
    }

    /// Alt with one of these keys sends what begins a string.
    @Test(arguments: ["]", "P", "X", "^", "_", "O", "["]) func `Alt with a key is Esc, not the end of all keys`(
        _ key: String
    ) {
        var keyboard = Keyboard()
        #expect(keyboard.type("\u{1B}" + key).isEmpty)
        #expect(keyboard.wait(InputTiming.local.sequence) == [.key(.escape)])
        #expect(keyboard.type("x") == [.key(.character("x"))])
    }

    @Test func `whoever goes on typing into a string gets the keyboard back all the same`() {
        var keyboard = Keyboard()
        _ = keyboard.type("\u{1B}]")
        for _ in 0..<5 {
            _ = keyboard.type("a")
            _ = keyboard.wait(.milliseconds(50))
        }
        #expect(keyboard.type("a") == [.key(.character("a"))])
    }

    @Test func `Esc within a string is Esc`() {
        var keyboard = Keyboard()
        #expect((keyboard.type("\u{1B}]11;") + keyboard.type("\u{1B}")).isEmpty)
        #expect(keyboard.wait(InputTiming.local.sequence) == [.key(.escape)])
    }

    @Test func `a key after a late Esc is that key`() {
        for key in ["[", "O"] {
            var keyboard = Keyboard()
            #expect(keyboard.type("\u{1B}") + keyboard.wait(.milliseconds(25)) == [.key(.escape)])
            #expect(keyboard.type(key) + keyboard.wait(.milliseconds(250)) == [.key(.character(Character(key)))])
            #expect(keyboard.type("\u{1B}[A") == [.key(.up)])
        }
    }

    @Test func `a character that follows half of another is whole`() {
        var keyboard = Keyboard()
        #expect(keyboard.type([0xE4, 0xB8] + Array("é".utf8)) == [.key(.character("é"))])
        #expect(keyboard.type([0xFF, 0x80, 0xC0] + Array("中".utf8)) == [.key(.character("中"))])
    }

    @Test func `a reply of any length is no key`() {
        var keyboard = Keyboard()
        let reply = "\u{1B}]52;c;" + String(repeating: "q", count: 100_000) + "\u{7}"
        #expect(!keyboard.type(reply).contains { if case .key = $0 { true } else { false } })
        #expect(keyboard.type("x") == [.key(.character("x"))])
    }
}
