import Canvas

/// Draws the rows between the two rules.
enum Body {
    static func paint(_ state: WizardState, _ frame: inout Frame, rows: Range<Int>) {
        if state.overlays.last?.hidesBody != true { paintScreen(state, &frame, rows: rows) }
        for overlay in state.overlays {
            frame.cursorVisible = false
            if overlay.hidesBody { frame.clear(rows: rows, columns: 0..<frame.size.columns) }
            overlay.paint(state, &frame, rows: rows)
        }
    }

    private static func paintScreen(_ state: WizardState, _ frame: inout Frame, rows: Range<Int>) {
        let preview = BodyLayout.hasRoomForPreview(frame.size) ? state.code.preview(state) : nil
        let layout = BodyLayout(frame.size, formWidth: preview?.formWidth)
        var pen = Pen(layout: layout, focus: state.focused.id)
        state.code.paint(state, &pen)
        let offset = offset(of: pen, room: rows.count)
        for (step, row) in rows.enumerated() {
            frame.copy(row: offset + step, of: pen.frame, to: row)
        }
        if pen.lastRow - offset >= rows.count {
            frame.write("…", row: rows.upperBound - 1, column: layout.width - 2, style: .faint)
        }
        if let cursor = pen.cursor {
            frame.cursor = Position(row: rows.lowerBound + cursor.row - offset, column: cursor.column)
            frame.cursorVisible = pen.cursorVisible
        }
        if let preview { PreviewPane.paint(preview, &frame, rows: rows, divider: layout.divider) }
    }

    /// How many rows are scrolled away so that the focus is seen; none while everything fits.
    private static func offset(of pen: Pen, room: Int) -> Int {
        guard pen.lastRow >= room, let focus = pen.focusRows else { return 0 }
        let wanted = focus.upperBound + 3 - room
        return max(0, min(wanted, pen.lastRow + 1 - room))
    }

    static func paint(_ says: Says, _ frame: inout Frame, row: Int) {
        var column = 3
        if let mark = says.mark {
            frame.write(String(mark.glyph), row: row, column: 3, style: mark.style)
            column = 5
        }
        let width = frame.size.columns - 1
        let lines = TextWrap.lines(says.first, width - column)
        frame.write(
            lines.first ?? "", row: row, column: column,
            style: says.mark == .wrong ? .bold : .plain)
        let second = lines.count > 1 ? lines[1] : says.second
        frame.write(TextCut.end(second, width - column), row: row + 1, column: column)
    }
}

extension Says {
    /// A sentence over both lines; what does not fit is cut where it shows.
    init(wrapped text: String, _ columns: Int, mark: Mark? = nil) {
        let lines = TextWrap.lines(text, columns)
        self.init(
            lines.first ?? "", TextCut.end(lines.dropFirst().joined(separator: " "), columns), mark: mark)
    }
}

extension Frame {
    /// Copies a row of another frame to the left of a row.
    mutating func copy(row: Int, of other: Frame, to target: Int) {
        for (column, cell) in other.row(row).enumerated() where cell != .blank && cell.width > 0 {
            put(cell.character, width: Int(cell.width), row: target, column: column, style: cell.style)
        }
    }
}
