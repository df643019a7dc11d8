import Canvas

/// What the stage changes of a frame: its last three rows, and what could not be read from the last row of a room.
enum StageRows {
    /// Draws the sentence, the last call and the last keys.
    static func paint(_ state: WizardState, _ frame: inout Frame) {
        let says = state.says
        let row = frame.size.rows - 3
        let isTaken = paint(says, &frame, row: row)
        if state.overlays.last is ChaptersOverlay {
            frame.write(state.staging.clockWords, row: row + 1, column: 3)
        } else if state.showsChapterCard || isTaken {
            // Nothing competes with a card, and a sentence ends where it begins.
        } else if let warning = says.warning {
            frame.write("!", row: row + 1, column: 3, style: .attention)
            frame.write(warning, row: row + 1, column: 5, limit: frame.size.columns - 1)
        } else {
            state.staging.ticker.paint(state, &frame, row: row + 1)
        }
        if state.overlays.last?.isForPresenter == true {
            Footer.paint(state, &frame)
        } else {
            state.staging.keys.paint(&frame, row: row + 2)
        }
    }

    /// Draws the first line of what is said; the second one is behind `?`.
    ///
    /// - Returns: Whether it needed both rows.
    private static func paint(_ says: Says, _ frame: inout Frame, row: Int) -> Bool {
        var column = 3
        if let mark = says.mark {
            frame.write(String(mark.glyph), row: row, column: 3, style: mark.style)
            column = 5
        }
        let end = frame.size.columns - 1
        let lines = TextWrap.lines(sentence(of: says.first, end - column), end - column)
        frame.write(lines.first ?? "", row: row, column: column, limit: end, style: .bold)
        guard lines.count > 1 else { return false }
        frame.write(lines.dropFirst().joined(separator: " "), row: row + 1, column: column, limit: end, style: .bold)
        return true
    }

    /// A text as far as it fits in whole sentences; all of it where not even the first one does.
    private static func sentence(of text: String, _ columns: Int) -> String {
        guard TextWidth.columns(ShownText.of(text)) > columns else { return text }
        var best = text
        var index = text.startIndex
        while let end = text[index...].firstRange(of: ". ") {
            let head = String(text[..<end.lowerBound]) + "."
            guard TextWidth.columns(ShownText.of(head)) <= columns else { break }
            best = head
            index = end.upperBound
        }
        return best
    }

    /// Takes away what is dim, which no projector shows.
    static func brighten(_ frame: inout Frame) {
        for row in 0..<frame.size.rows {
            frame.restyle(row: row, columns: 0..<frame.size.columns) { style in
                Style(style.attributes.subtracting(.dim), ink: style.ink == .dim ? .default : style.ink)
            }
        }
    }
}
