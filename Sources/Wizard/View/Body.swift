import Canvas

/// Draws the rows between the two rules.
enum Body {
    /// Draws the screen and what lies over it.
    ///
    /// - Returns: What the screen hides above and below, where nothing lies over it.
    static func paint(_ state: WizardState, _ frame: inout Frame, rows: Range<Int>) -> (above: Int, below: Int)? {
        var hidden: (above: Int, below: Int)?
        if state.overlays.last?.hidesBody != true { hidden = paintScreen(state, &frame, rows: rows) }
        for overlay in state.overlays {
            frame.cursorVisible = false
            if overlay.hidesBody { frame.clear(rows: rows, columns: 0..<frame.size.columns) }
            overlay.paint(state, &frame, rows: rows)
        }
        return state.overlays.isEmpty ? hidden : nil
    }

    private static func paintScreen(
        _ state: WizardState, _ frame: inout Frame, rows: Range<Int>
    ) -> (above: Int, below: Int) {
        let (pen, preview) = drawn(state, frame.size)
        let offset = offset(of: pen, state, room: rows.count)
        for (step, row) in rows.enumerated() {
            frame.copy(row: offset + step, of: pen.frame, to: row)
        }
        if let cursor = pen.cursor {
            let row = rows.lowerBound + cursor.row - offset
            let isSeen = rows.contains(row)
            frame.cursor = Position(row: isSeen ? row : rows.lowerBound, column: isSeen ? cursor.column : 0)
            frame.cursorVisible = pen.cursorVisible && isSeen
        }
        if let preview { PreviewPane.paint(preview, &frame, rows: rows, divider: pen.layout.divider) }
        return (offset, max(0, pen.lastRow + 1 - rows.count - offset))
    }

    /// The whole body of the screen, and what stands beside it.
    private static func drawn(_ state: WizardState, _ size: Size) -> (pen: Pen, preview: Preview?) {
        let preview = BodyLayout.hasRoomForPreview(size) ? state.code.preview(state) : nil
        var pen = Pen(layout: BodyLayout(size, formWidth: preview?.formWidth), focus: state.focused.id)
        state.code.paint(state, &pen)
        if state.stage != nil, state.focused.kind == .row { pen.stretchFocus() }
        return (pen, preview)
    }

    /// The rows that a body has.
    static func rows(_ size: Size) -> Range<Int> { 3..<max(3, size.rows - 4) }

    /// How many rows are scrolled away: where a person scrolled to, else so that the focus is seen.
    private static func offset(of pen: Pen, _ state: WizardState, room: Int) -> Int {
        let most = max(0, pen.lastRow + 1 - room)
        if let scrolled = state.scrolled { return min(max(0, scrolled), most) }
        guard most > 0, let focus = pen.focusRows else { return 0 }
        return max(0, min(focus.upperBound + 3 - room, most))
    }

    /// What a screen hides above and below what is shown of it; nil where an overlay takes its keys.
    static func hidden(_ state: WizardState) -> (above: Int, below: Int)? {
        guard state.overlays.isEmpty, !state.isTooSmall else { return nil }
        let pen = drawn(state, state.size).pen
        let room = rows(state.size).count
        let offset = offset(of: pen, state, room: room)
        return (offset, max(0, pen.lastRow + 1 - room - offset))
    }

    /// The items that are seen, each with the row and the columns of the screen that a click finds it at.
    static func targets(_ state: WizardState) -> [(item: ItemID, row: Int, columns: Range<Int>)] {
        let rows = rows(state.size)
        let pen = drawn(state, state.size).pen
        let shift = rows.lowerBound - offset(of: pen, state, room: rows.count)
        return pen.targets.map { ($0.item, $0.row + shift, $0.columns) }.filter { rows.contains($0.1) }
    }

    /// The item that is drawn at a place of the screen.
    static func item(at position: Position, _ state: WizardState) -> ItemID? {
        targets(state).first { $0.row == position.row && $0.columns.contains(position.column) }?.item
    }

    static func paint(_ says: Says, _ frame: inout Frame, row: Int) {
        var column = 3
        if let mark = says.mark {
            frame.write(String(mark.glyph), row: row, column: 3, style: mark.style)
            column = 5
        }
        let end = frame.size.columns - 1
        var lines = TextWrap.lines(says.first, end - column)
        if !says.second.isEmpty { lines += TextWrap.lines(says.second, end - column) }
        frame.write(
            lines.first ?? "", row: row, column: column, limit: end, style: says.mark == .wrong ? .bold : .plain)
        guard lines.count > 1 else { return }
        guard lines.count > 2 else {
            frame.write(lines[1], row: row + 1, column: column, limit: end)
            return
        }
        frame.write(TextCut.end(lines[1] + " " + lines[2], end - column), row: row + 1, column: column, limit: end)
        frame.note(cut: says.second.isEmpty ? says.first : "\(says.first) \(says.second)", row: row + 1)
    }

    /// Says in the rule above the says-line which keys lead to what there was no room for.
    static func paintHints(_ hidden: (above: Int, below: Int)?, _ frame: inout Frame, row: Int, isOnStage: Bool) {
        var hints: [String] = []
        if let hidden, hidden.above + hidden.below > 0 {
            hints.append(hidden.below > 0 ? "more below: PgDn" : "more above: PgUp")
        }
        if !frame.cuts.isEmpty, !isOnStage { hints.append("whole texts: Ctrl-T") }
        guard !hints.isEmpty else { return }
        let words = " \(hints.joined(separator: "   ")) "
        frame.write(words, row: row, column: frame.size.columns - 3 - TextWidth.columns(words), style: .faint)
    }
}

extension Says {
    /// A sentence, and a hint where one line is left for it.
    init(_ text: String, hint: String, mark: Mark?, _ columns: Int) {
        let isShort = TextWrap.lines(text, columns - (mark == nil ? 4 : 6)).count < 2
        self.init(text, isShort ? hint : "", mark: mark)
    }

    /// A sentence over both lines.
    init(wrapped text: String, _ columns: Int, mark: Mark? = nil) {
        let lines = TextWrap.lines(text, columns)
        self.init(lines.first ?? "", lines.dropFirst().joined(separator: " "), mark: mark)
    }
}

extension Frame {
    /// Copies a row of another frame to the left of a row.
    mutating func copy(row: Int, of other: Frame, to target: Int) {
        for (column, cell) in other.row(row).enumerated() where cell != .blank && cell.width > 0 {
            put(cell.character, width: Int(cell.width), row: target, column: column, style: cell.style)
        }
        for cut in other.cuts where cut.row == row { note(cut: cut.text, row: target) }
    }
}
