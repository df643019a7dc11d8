import Canvas
import Testing

@Suite struct FrameTests {
    @Test func `no cell holds what steers a terminal, turns its direction or hides, whatever is written`() {
        let hostile: [UInt32] =
            Array(0...0x1F) + Array(0x7F...0x9F) + [0xAD, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0xFEFF]
            + Array(0x202A...0x202E) + Array(0x2066...0x2069) + Array(0xE0001...0xE0003)
        for value in hostile {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for before in ["", "a", "e\u{301}", "👩", "日"] {
                var frame = Frame(size: Size(columns: 12, rows: 1))
                frame.write(before + String(scalar) + "]0;x", row: 0, column: 0)
                for cell in frame.cells {
                    #expect(
                        !cell.character.unicodeScalars.contains(scalar), "U+\(String(value, radix: 16)) after \(before)"
                    )
                }
            }
        }
    }

    @Test func `drawing outside the grid is ignored`() {
        var frame = Frame(size: Size(columns: 3, rows: 2))
        frame.write("abcdef", row: 0, column: 1)
        frame.write("x", row: 5, column: 0)
        frame.write("y", row: -1, column: -4)
        frame.box(row: 1, column: 2, size: Size(columns: 9, rows: 9), title: "wide")
        #expect(frame.text(ofRow: 0) == " a…")
        #expect(frame.row(7).isEmpty)
        #expect(frame[9, 9] == .blank)
    }

    @Test func `overwriting half of a wide character leaves a blank`() {
        var frame = Frame(size: Size(columns: 4, rows: 1))
        frame.write("中中", row: 0, column: 0)
        frame.write("x", row: 0, column: 1)
        #expect(frame.text(ofRow: 0) == " x中")
        frame.write("y", row: 0, column: 2)
        #expect(frame.text(ofRow: 0) == " xy")
    }

    @Test func `a wide character that does not fit is not written`() {
        var frame = Frame(size: Size(columns: 3, rows: 1))
        #expect(frame.write("ab中", row: 0, column: 0) == 3)
        #expect(frame.text(ofRow: 0) == "ab…")
    }

    @Test func `what there is no room for is marked, and kept whole`() {
        var frame = Frame(size: Size(columns: 20, rows: 3))
        frame.write("fits", row: 0, column: 0, limit: 4)
        #expect(frame.cuts.isEmpty)
        frame.write("arn:aws:iam::111122223333:role/mailer", row: 1, column: 2, limit: 12)
        frame.write("arn:aws:iam::111122223333:role/mailer", row: 2, column: 2, limit: 13, cut: .middle)
        #expect(frame.text(ofRow: 1) == "  arn:aws:i…" && frame.text(ofRow: 2) == "  arn:a…ailer")
        #expect(frame.cuts.map(\.row) == [1, 2])
        #expect(Set(frame.cuts.map(\.text)) == ["arn:aws:iam::111122223333:role/mailer"])
        frame.clear(rows: 2..<3, columns: 0..<20)
        #expect(frame.cuts.map(\.row) == [1])
        var hidden = Frame(size: Size(columns: 3, rows: 1))
        hidden.write("a\u{202E}bcd", row: 0, column: 0)
        #expect(hidden.text(ofRow: 0) == "a?…")
    }

    @Test func `an empty frame has no cells`() {
        var frame = Frame(size: Size(columns: 0, rows: 0))
        frame.write("a", row: 0, column: 0)
        frame.fill("-", row: 0, columns: 0..<9)
        frame.clear(rows: 0..<9, columns: 0..<9)
        #expect(frame.text.isEmpty)
    }

    @Test func `a box has corners, edges and its title`() {
        var frame = Frame(size: Size(columns: 12, rows: 3))
        frame.box(row: 0, column: 0, size: Size(columns: 12, rows: 3), title: "Help")
        #expect(frame.text == "┌ Help ────┐\n│          │\n└──────────┘\n")
        GlyphSet.ascii.apply(to: &frame)
        #expect(frame.text == "+ Help ----+\n|          |\n+----------+\n")
    }

    @Test(arguments: Ink.allCases)
    func `roles have a colour only where there are colours`(ink: Ink) {
        #expect(Palette.index(of: ink, depth: .mono) == nil)
        if let index = Palette.index(of: ink, depth: .cube) { #expect([29, 63, 98, 131, 163, 243].contains(index)) }
        if let index = Palette.index(of: ink, depth: .sixteen) { #expect([1, 2, 5].contains(index)) }
    }

    @Test func `the cube's colours can be read on white and on black`() {
        for ink in Ink.allCases {
            guard let index = Palette.index(of: ink, depth: .cube) else { continue }
            let light = luminance(index)
            #expect((1.05) / (light + 0.05) >= 4.5, "\(ink) on white")
            #expect((light + 0.05) / 0.05 >= 4.5, "\(ink) on black")
        }
    }

    private func luminance(_ index: Int) -> Double {
        let levels = [0, 95, 135, 175, 215, 255]
        let parts: [Int] =
            index >= 232
            ? Array(repeating: 8 + (index - 232) * 10, count: 3)
            : [(index - 16) / 36, (index - 16) / 6 % 6, (index - 16) % 6].map { levels[$0] }
        let linear = parts.map { part -> Double in
            let value = Double(part) / 255
            return value <= 0.03928 ? value / 12.92 : power((value + 0.055) / 1.055)
        }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    /// A value to the power of 2.4, without a mathematics library: the fifth root of its twelfth power.
    private func power(_ value: Double) -> Double {
        let twelfth = (0..<12).reduce(1.0) { product, _ in product * value }
        var root = 1.0
        for _ in 0..<200 { root -= (root * root * root * root * root - twelfth) / (5 * root * root * root * root) }
        return root
    }
}
