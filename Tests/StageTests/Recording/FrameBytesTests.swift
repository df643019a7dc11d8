import Canvas
import Stage
import Testing

/// What is sent, and what libvterm and our own reader make of it.
@Suite struct FrameBytesTests {
    private static let letters: [Character] = [
        "a", "Z", "0", " ", " ", "é", "α\u{301}", "─", "│", "┌", "✓", "✗", "▸", "…", "漢", "日", "한", "📧",
    ]
    private static let styles: [Style] = [
        .plain, .bold, .focus, .faint, .right, .wrong, .attention, .link, .edited, Style(ink: .accent),
        Style([.bold, .reverse], ink: .right), Style([.underline, .reverse]),
    ]

    @Test(arguments: 0..<12) func `random frames one after the other are the same cells everywhere`(seed: Int) {
        var dice = Dice(UInt64(seed))
        let depth = ColorDepth.allCases[seed % 3]
        var size = Size(columns: 4 + dice.below(60), rows: 1 + dice.below(20))
        let emulator = Emulator(size)
        var screen = VirtualScreen(size: size)
        var before: Frame?
        var frame = Frame(size: size)
        for step in 0..<120 {
            if dice.below(25) == 0 {
                size = Size(columns: 4 + dice.below(60), rows: 1 + dice.below(20))
                frame = Frame(size: size)
                emulator.resize(to: size)
                screen.resize(to: size)
            }
            change(&frame, &dice)
            let text = FrameBytes.between(before, and: frame, depth: depth)
            emulator.take(text)
            screen.take(text)
            before = frame
            let differences = emulator.differences(frame, depth)
            #expect(differences.isEmpty, "step \(step): \(differences.prefix(3)) after \(text.debugDescription)")
            #expect(emulator.cursor.place == frame.cursor ?? Position(row: 0, column: 0))
            #expect(emulator.cursor.isShown == frame.cursorVisible)
            let read = screen.frame
            #expect(
                read.cells.map { SeenCell($0, depth) } == frame.cells.map { SeenCell($0, depth) }, "step \(step)")
            #expect(read.cursor == frame.cursor ?? Position(row: 0, column: 0))
            #expect(read.cursorVisible == frame.cursorVisible)
            // Nothing is sent for what is shown already.
            #expect(FrameBytes.between(frame, and: frame, depth: depth).isEmpty)
            if !differences.isEmpty { return }
        }
    }

    private func change(_ frame: inout Frame, _ dice: inout Dice) {
        for _ in 0..<(1 + dice.below(6)) {
            let row = dice.below(frame.size.rows)
            let column = dice.below(frame.size.columns)
            switch dice.below(6) {
            case 0: frame.clear(rows: row..<(row + 1), columns: column..<frame.size.columns)
            case 1: frame.clear(rows: 0..<frame.size.rows, columns: 0..<frame.size.columns)
            case 2:
                frame.restyle(row: row, columns: column..<(column + 5)) { _ in Self.styles[1] }
            default:
                let text = String((0..<dice.below(30)).map { _ in Self.letters[dice.below(Self.letters.count)] })
                frame.write(text, row: row, column: column, style: Self.styles[dice.below(Self.styles.count)])
            }
        }
        frame.cursor = dice.below(3) == 0 ? nil : Position(row: dice.below(frame.size.rows), column: 0)
        frame.cursorVisible = dice.below(2) == 0
    }

    @Test func `the same frames give the same bytes, which depend on no terminal`() {
        var frame = Frame(size: Size(columns: 12, rows: 2))
        frame.write("✓ done", row: 0, column: 1, style: .right)
        frame.write("日本", row: 1, column: 0, style: .focus)
        let first = FrameBytes.between(nil, and: frame, depth: .cube)
        #expect(
            first
                == "\u{1B}[0m\u{1B}[2J\u{1B}[1;2H\u{1B}[0;38;5;29m✓ done\u{1B}[2;1H\u{1B}[0;7m日\u{1B}[2;3H本\u{1B}[0m\u{1B}[1;1H\u{1B}[?25l"
        )
        var next = frame
        next.clear(rows: 0..<1, columns: 0..<12)
        next.cursorVisible = true
        #expect(
            FrameBytes.between(frame, and: next, depth: .cube) == "\u{1B}[1;1H\u{1B}[K\u{1B}[1;1H\u{1B}[?25h")
    }

    @Test func `nothing in a frame steers the terminal`() {
        var frame = Frame(size: Size(columns: 10, rows: 1))
        for (column, character) in ["\u{1B}", "\u{7}", "\u{9B}", "\r\n", "\u{202E}"].enumerated() {
            frame.put(Character(character), width: 1, row: 0, column: column, style: .plain)
        }
        let text = FrameBytes.between(nil, and: frame, depth: .mono)
        #expect(text == "\u{1B}[0m\u{1B}[2J\u{1B}[1;1H????\u{1B}[1;5H?\u{1B}[1;1H\u{1B}[?25l")
    }
}
