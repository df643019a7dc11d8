import Canvas

/// The card that a chapter begins with: its number, its title, and at most two sentences.
struct ChapterCard: Overlay {
    let chapter: StageLook.Chapter
    /// The chapter's number, from 1.
    let number: Int
    /// How many chapters there are.
    let count: Int

    init(_ chapter: StageLook.Chapter, number: Int, of count: Int) {
        self.chapter = chapter
        self.number = number
        self.count = count
    }

    var hidesBody: Bool { true }

    func bindings(_ state: WizardState) -> [Binding] {
        [
            Binding([.enter, .escape], "Enter", "continue", place: .enter, run: Self.closing())
        ] + StageBindings.all(state, own: [])
    }

    func says(_ state: WizardState) -> Says { Says("Enter goes on.") }

    func click(_ position: Position, _ state: WizardState) -> OverlayClick? { .take }

    // MARK: Drawing

    /// The widest that a card is.
    private static let most = 58
    /// Where the title begins, from the number.
    private static let indent = 9

    /// How a card is laid out.
    private struct Layout {
        var width: Int
        var title: [String]
        var isTitleWhole: Bool
        /// The rows of number and title.
        var head: Int
        var lines: [String]
        var isTextWhole: Bool

        init(_ chapter: StageLook.Chapter, _ size: Size) {
            width = min(ChapterCard.most, size.columns - 22)
            (title, isTitleWhole) = ChapterCard.title(chapter.title, width - ChapterCard.indent)
            lines = []
            for sentence in chapter.sentences.prefix(2) { lines += TextWrap.lines(sentence, width) }
            // The number is three rows high; a title of one line stands beside its middle.
            head = max(4, title.count + 2)
            let room = max(0, Body.rows(size).count - head - 2)
            isTextWhole = lines.count <= room && chapter.sentences.count <= 2
            guard lines.count > room, room > 0 else { return }
            lines = lines.prefix(room - 1) + [TextCut.end(lines[(room - 1)...].joined(separator: " "), width)]
        }
    }

    /// What of a chapter's card a screen has no room for.
    ///
    /// - Parameters:
    ///   - chapter: the chapter.
    ///   - size: the screen's size.
    /// - Returns: what is cut; nothing where all of it is seen.
    static func cuts(_ chapter: StageLook.Chapter, _ size: Size) -> [StageLook.Chapter.Cut] {
        let layout = Layout(chapter, size)
        return (layout.isTitleWhole ? [] : [.title]) + (layout.isTextWhole ? [] : [.sentences])
            + (ChaptersOverlay.hasRoom(for: chapter.title) ? [] : [.listed])
    }

    func paint(_ state: WizardState, _ frame: inout Frame, rows: Range<Int>) {
        let layout = Layout(chapter, frame.size)
        let (title, head, lines) = (layout.title, layout.head, layout.lines)
        let left = (frame.size.columns - layout.width) / 2
        var row = rows.lowerBound + max(0, (rows.count - head - 2 - lines.count) / 2)
        frame.cursor = Position(row: row, column: left)
        for (step, digits) in Self.digits(number).enumerated() {
            frame.write(digits, row: row + step, column: left, style: .bold)
        }
        let beside = title.count > 2 ? 0 : 1
        for (step, line) in title.enumerated() {
            frame.write(line, row: row + beside + step, column: left + Self.indent, style: .bold)
        }
        frame.write(
            "chapter \(number) of \(count)", row: row + max(3, beside + title.count), column: left + Self.indent)
        row += head + 2
        for line in lines {
            frame.write(line, row: row, column: left, limit: frame.size.columns - 1)
            row += 1
        }
    }

    /// The title in spaced capitals, in as many lines as it needs, three at most; without the spaces where that is too
    /// long, and cut where that is too long as well.
    static func title(_ title: String, _ width: Int) -> (lines: [String], isWhole: Bool) {
        let words = ShownText.of(title).split(whereSeparator: \.isWhitespace).map { $0.uppercased() }
        for isSpaced in [true, false] {
            let words = isSpaced ? words.map { $0.map(String.init).joined(separator: " ") } : words
            let gap = isSpaced ? "   " : " "
            var lines: [String] = []
            for word in words {
                if let last = lines.last, TextWidth.columns(last + gap + word) <= width {
                    lines[lines.count - 1] = last + gap + word
                } else {
                    lines.append(word)
                }
            }
            if lines.count <= 3, lines.allSatisfy({ TextWidth.columns($0) <= width }) { return (lines, true) }
            if !isSpaced { return (lines.prefix(3).map { TextCut.end($0, width) }, false) }
        }
        return ([], true)
    }

    /// A number drawn with lines, three rows high; no letters of double height, which several terminals drop.
    static func digits(_ number: Int) -> [String] {
        let digits = String(max(0, min(99, number))).compactMap(\.wholeNumberValue).map { drawn[$0] }
        return (0..<3).map { row in digits.map { $0[row] }.joined(separator: " ") }
    }

    private static let drawn = [
        ["┌─┐", "│ │", "└─┘"], ["─┐ ", " │ ", "─┴─"], ["──┐", "┌─┘", "└──"], ["──┐", " ─┤", "──┘"],
        ["│ │", "└─┤", "  │"], ["┌──", "└─┐", "──┘"], ["┌──", "├─┐", "└─┘"], ["──┐", "  │", "  │"],
        ["┌─┐", "├─┤", "└─┘"], ["┌─┐", "└─┤", "──┘"],
    ]
}
