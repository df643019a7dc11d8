import Canvas

/// A question with a few answers; Esc is the harmless one.
struct DialogOverlay: Overlay {
    struct Choice: Sendable {
        var label: String
        /// Words at the right, for menus.
        var note = ""
        var says: Says
        /// What it does, after the dialog was closed; the harmless answer does nothing.
        var run: Handler = { _ in [] }
    }

    struct Line: Hashable, Sendable {
        var mark: Mark?
        var text: String

        init(_ text: String, mark: Mark? = nil) {
            self.text = text
            self.mark = mark
        }
    }

    var title: String
    var titleMark: Mark?
    var lines: [Line]
    var choices: [Choice]
    /// One below the other instead of side by side.
    var isMenu = false
    /// What `c` copies.
    var copyText = ""
    var selected = 0
    /// What Esc does, in the footer.
    var escapeWords = "close, change nothing"
    /// What Esc does besides closing it.
    var escape: Handler = { _ in [] }
    /// What `c` copies, in words.
    var copyWords = "the report"
    /// Whether only the presenter of a stage is asked.
    var isForPresenter = false
    /// Whether this asks to leave, which is asked once only.
    var asksToLeave = false

    func bindings(_ state: WizardState) -> [Binding] {
        let chosen = choices.indices.contains(selected) ? choices[selected] : nil
        let (copied, words) = (copyText, copyWords)
        return [
            Binding(
                [.enter, .character(" ")], "Enter", isMenu ? "choose" : chosen?.label.lowercasedFirst ?? "close",
                place: .enter, run: Self.closing { chosen?.run(&$0) ?? [] }),
            Binding(
                [.left, .up, .backTab], isMenu ? "Up/Down" : "Left/Right", "choose",
                run: Self.changing { dialog, _ in dialog.move(by: -1) }),
            .hidden([.right, .down, .tab], run: Self.changing { dialog, _ in dialog.move(by: 1) }),
            .letter("c", "copy", place: copied.isEmpty ? .hidden : .footer) {
                copied.isEmpty ? [] : $0.copy(copied, what: words)
            },
            Binding([.escape], "Esc", escapeWords, place: .standard, weight: 2, run: Self.closing(escape)),
        ]
    }

    private mutating func move(by step: Int) {
        selected = (selected + step + choices.count) % max(1, choices.count)
    }

    func says(_ state: WizardState) -> Says {
        choices.indices.contains(selected) ? choices[selected].says : Says("")
    }

    func paint(_ state: WizardState, _ frame: inout Frame, rows: Range<Int>) {
        let width = min(74, frame.size.columns - 6)
        let lines = wrapped(width)
        let height = lines.count + (isMenu ? choices.count : 1) + 5
        let top = rows.lowerBound + (rows.count > height ? 1 : 0)
        frame.overlay(row: top, width: width, rows: min(height, rows.count), title: titleText)
        if let titleMark {
            frame.restyle(row: top, columns: 5..<6) { Style($0.attributes, ink: titleMark.ink) }
        }
        var row = top + 2
        for line in lines {
            if let mark = line.mark { frame.write(String(mark.glyph), row: row, column: 7, style: mark.style) }
            frame.write(line.text, row: row, column: line.mark == nil ? 7 : 9, limit: width + 2)
            Paint.glyphs(&frame, row: row, columns: 7..<(width + 2))
            row += 1
        }
        row += 1
        if isMenu { paintMenu(&frame, row, width) } else { paintButtons(&frame, row) }
    }

    /// The lines as they fit into the box; nothing of them is left out.
    private func wrapped(_ width: Int) -> [Line] {
        lines.flatMap { line in
            let room = width - 6 - (line.mark == nil ? 0 : 2)
            return TextWrap.lines(line.text, room).enumerated().map { step, text in
                step == 0 ? Line(text, mark: line.mark) : Line((line.mark == nil ? "" : "  ") + text)
            }
        }
    }

    func click(_ position: Position, _ state: WizardState) -> OverlayClick? {
        let rows = Body.rows(state.size)
        let width = min(74, state.size.columns - 6)
        let lines = wrapped(width)
        let height = lines.count + (isMenu ? choices.count : 1) + 5
        let first = rows.lowerBound + (rows.count > height ? 1 : 0) + 2 + lines.count + 1
        var chosen: Int?
        if isMenu {
            chosen = position.row - first
        } else if position.row == first {
            var column = 7
            for (index, choice) in choices.enumerated() {
                let end = column + TextWidth.columns(choice.label) + 4
                if (column..<end).contains(position.column) { chosen = index }
                column = end + 3
            }
        }
        guard let chosen, choices.indices.contains(chosen) else { return nil }
        return chosen == selected ? .take : .move(chosen - selected)
    }

    private var titleText: String { titleMark.map { "\($0.glyph) \(title)" } ?? title }

    private func paintMenu(_ frame: inout Frame, _ first: Int, _ width: Int) {
        for (index, choice) in choices.enumerated() {
            let row = first + index
            let end = frame.write(choice.label, row: row, column: 8, limit: 46)
            if !choice.note.isEmpty {
                frame.write(choice.note, row: row, column: max(end + 2, 44), limit: width + 2, style: .faint)
            }
            guard index == selected else { continue }
            frame.write("▸", row: row, column: 6, style: .bold)
            frame.restyle(row: row, columns: 8..<end) { $0.adding(.reverse) }
            frame.cursor = Position(row: row, column: 8)
        }
    }

    private func paintButtons(_ frame: inout Frame, _ row: Int) {
        var column = 7
        for (index, choice) in choices.enumerated() {
            let end = frame.write("[ \(choice.label) ]", row: row, column: column, style: .bold)
            if index == selected {
                frame.write("▸", row: row, column: column - 2, style: .bold)
                frame.restyle(row: row, columns: column..<end) { $0.adding(.reverse) }
                frame.cursor = Position(row: row, column: column + 2)
            }
            column = end + 3
        }
    }
}
