import Canvas
import Testing

@Suite struct TextWidthTests {
    @Test(arguments: [
        ("a", 1), ("é", 1), ("e\u{301}", 1), ("中", 2), ("한", 2), ("│", 1), ("…", 1), ("✓", 1), ("👩‍💻", 2), ("🇩🇪", 2),
        ("⚠\u{FE0F}", 2), ("▸", 1),
    ])
    func `a cluster takes the columns that terminals give it`(text: String, columns: Int) {
        #expect(TextWidth.columns(text) == columns)
    }

    @Test(arguments: ["\u{1B}", "\u{7F}", "\u{9B}", "\u{202E}", "\u{200B}", "\u{301}"])
    func `what could move the cursor or hide is never drawn`(text: String) {
        var frame = Frame(size: Size(columns: 4, rows: 1))
        frame.write("a" + text, row: 0, column: 0)
        let drawn = frame.text(ofRow: 0).unicodeScalars
        #expect(!drawn.contains("\u{1B}") && !drawn.contains("\u{202E}") && !drawn.contains("\u{9B}"))
    }
}
