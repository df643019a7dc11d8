import Canvas
import Stage
import Testing

/// The reader of what a terminal is sent, beside libvterm.
@Suite struct VirtualScreenTests {
    private static let size = Size(columns: 20, rows: 6)

    @Test(arguments: 0..<40) func `random text and control sequences draw what libvterm draws`(seed: Int) {
        var dice = Dice(UInt64(seed) &+ 1000)
        let emulator = Emulator(Self.size)
        var screen = VirtualScreen(size: Self.size)
        var sent: [String] = []
        for _ in 0..<60 {
            let text = piece(&dice)
            sent.append(text)
            emulator.take(text)
            screen.take(text)
            let frame = screen.frame
            let differences = emulator.differences(frame, .cube, ofBlanks: false)
            #expect(differences.isEmpty, "\(differences.prefix(2)) after \(sent.suffix(4).map(\.debugDescription))")
            #expect(emulator.cursor.place == frame.cursor, "after \(sent.suffix(4).map(\.debugDescription))")
            if !differences.isEmpty || emulator.cursor.place != frame.cursor { return }
        }
    }

    private func piece(_ dice: inout Dice) -> String {
        let number = 1 + dice.below(8)
        let other = 1 + dice.below(22)
        switch dice.below(22) {
        case 0: return "\u{1B}[\(number);\(other)H"
        case 1: return "\u{1B}[\(number)" + ["A", "B", "C", "D", "E", "F", "G", "d"][dice.below(8)]
        case 2: return "\u{1B}[\(dice.below(3))J"
        case 3: return "\u{1B}[\(dice.below(3))K"
        case 4: return "\u{1B}[\(number)X"
        // Outside the rows that scroll libvterm does neither, xterm both.
        case 5: return "\u{1B}[r\u{1B}[\(number % 6);\(other)H\u{1B}[\(number)P"
        case 6: return "\u{1B}[r\u{1B}[\(number % 6);\(other)H\u{1B}[\(number)@"
        case 7: return "\u{1B}[\(number)L"
        case 8: return "\u{1B}[\(number)M"
        case 9: return "\u{1B}[\(number)S"
        case 10: return "\u{1B}[\(number)T"
        case 11: return "\u{1B}[\(1 + dice.below(3));\(4 + dice.below(3))r"
        case 12: return ["\n", "\r", "\u{8}", "\t", "\u{1B}M", "\u{1B}D", "\u{1B}E"][dice.below(7)]
        case 13:
            return
                "\u{1B}[\(["0", "1", "4", "7", "22", "24", "27", "39", "1;7", "38;5;29", "38;5;243"][dice.below(11)])m"
        case 14: return "\u{1B}]0;title\u{7}"
        case 15: return "\u{1B}7\u{1B}[2;2Hx\u{1B}8"
        case 16: return ["漢", "é", "📧", "α\u{301}"][dice.below(4)]
        default: return String((0..<dice.below(26)).map { _ in Character(["a", "b", "c", " ", "─"][dice.below(5)]) })
        }
    }

    @Test func `sequences may come in pieces`() {
        let whole = "\u{1B}[2;3H\u{1B}[1;38;5;131mX\u{1B}[0m\u{1B}]52;c;aGVsbG8=\u{1B}\\Y\u{1B}(0lqk\u{1B}(B"
        var one = VirtualScreen(size: Self.size)
        one.take(whole)
        var other = VirtualScreen(size: Self.size)
        for scalar in whole.unicodeScalars { other.take(String(scalar)) }
        #expect(one.frame == other.frame)
        #expect(one.frame.text(ofRow: 1) == "  XY┌─┐")
        #expect(one.frame[1, 2].style == Style(.bold, ink: .wrong))
    }

    @Test(arguments: [
        "\u{1B}[99999999999999999999;99999999999999H", "\u{1B}[99999999b", "\u{1B}[99999999L\u{1B}[9999999P",
        "\u{1B}[5;2r\u{1B}[99999S", "a\u{1B}[65535b", "\u{1B}]0;never ends", "\u{1B}P\u{1B}P\u{1B}\u{1B}[",
        "\u{301}\u{301}", "\u{1B}[;;;;;;;;;;;;;;m", "\u{1B}[38;5m\u{1B}[38m\u{1B}[48;2;1m\u{1B}[38;5;999m",
        "\u{1B}[?1049l\u{1B}[?1049h\u{1B}[?1049h\u{1B}[?1049l", "\u{9B}H\u{9D}x\u{9C}\u{90}y\u{9C}", "\u{1B}8\u{1B}c",
    ]) func `hostile sequences do no harm`(_ text: String) {
        for size in [Size(columns: 1, rows: 1), Size(columns: 2, rows: 2), Self.size] {
            var screen = VirtualScreen(size: size)
            screen.take(text + "end\u{1B}\\\u{18}ok漢📧")
            #expect(screen.frame.size == size)
        }
    }

    @Test(arguments: 0..<8) func `on the smallest screens a row stays as wide as it is`(seed: Int) {
        var dice = Dice(UInt64(seed) &+ 5000)
        var screen = VirtualScreen(size: Size(columns: 1 + seed % 4, rows: 1 + seed % 3))
        for _ in 0..<3000 {
            if dice.below(40) == 0 {
                screen.resize(to: Size(columns: dice.below(6), rows: dice.below(4)))
            }
            screen.take(piece(&dice))
            let frame = screen.frame
            for row in 0..<frame.size.rows {
                #expect(frame.row(row).reduce(0) { $0 + Int($1.width) } == frame.size.columns)
            }
        }
        let whole = screen.frame
        screen.resize(to: whole.size)
        #expect(screen.frame == whole)
    }

    @Test func `a tower of marks stays low`() {
        var screen = VirtualScreen(size: Self.size)
        screen.take("e" + String(repeating: "\u{301}", count: 10_000))
        #expect(screen.frame[0, 0].character.unicodeScalars.count <= 16)
    }

    @Test func `the other screen comes and goes`() {
        var screen = VirtualScreen(size: Self.size)
        screen.take("shell\u{1B}[?1049h\u{1B}[Hprogram")
        #expect(screen.frame.text(ofRow: 0) == "program")
        screen.take("\u{1B}[?1049l")
        #expect(screen.frame.text(ofRow: 0) == "shell")
    }
}
