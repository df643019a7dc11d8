import Canvas
import Design

extension Pen {
    /// Draws a field of the answers: label, value, source.
    mutating func field(
        _ field: FieldID, _ state: WizardState, label: String? = nil, verdict own: (mark: Mark, words: String)? = nil
    ) {
        let isFocused = focus == .field(field)
        let isText = state.isTextField(field)
        let width = layout.source - layout.value - 2
        put(label ?? Field[field].label, layout.label, isFocused ? .bold : .plain, limit: layout.value - 1)
        target(.field(field), layout.label..<(layout.value + width))
        if isFocused, isText {
            let editor = state.form.editor(for: field)
            let window = editor.window(width)
            if TextWidth.columns(editor.text) > width { note(cut: editor.text) }
            put(window.text, layout.value, .edited, limit: layout.value + width)
            focusHere(
                layout.value..<(layout.value + width), cursor: layout.value + min(window.cursor, width - 1),
                isText: true)
        } else {
            let text = state.shownText(of: field)
            let isMiddle = field == .eksOIDCProvider || field == .permissionsBoundary
            let end = put(
                text.isEmpty ? "-" : text, layout.value, text.isEmpty ? .faint : .plain,
                limit: layout.value + width, cut: isMiddle ? .middle : .end)
            if isFocused { focusHere(layout.value..<max(end, layout.value + 1)) }
        }
        let source = state.source(of: field)
        if let own, state.form.problems[field] == nil {
            verdict(own.mark, own.words)
        } else {
            verdict(source.mark, source.words)
        }
        advance()
    }

    /// Draws a row that looks like a field.
    mutating func fact(_ label: String, _ value: String, mark: Mark? = nil, source: String = "", item: ItemID? = nil) {
        put(label, layout.label, limit: layout.value - 1)
        let width = layout.source - layout.value - 2
        let end = put(
            value, layout.value, limit: source.isEmpty ? layout.width - 2 : layout.value + width, cut: .middle)
        if let item { self.item(item, layout.value..<max(end, layout.value + 1)) }
        verdict(mark, source)
        advance()
    }

    /// Writes into the source column.
    mutating func verdict(_ mark: Mark?, _ words: String) {
        guard let mark else {
            put(words, layout.source, .faint)
            return
        }
        self.mark(mark, layout.source)
        put(words, layout.source + 2)
    }

    /// Writes a remark below a value.
    mutating func remark(_ mark: Mark?, _ text: String) {
        guard let mark else {
            line(text, column: layout.value, style: .faint)
            return
        }
        line(mark, text, column: layout.value)
    }

    /// Draws a row of buttons, and more rows when they do not fit.
    mutating func buttons(_ items: [Item]) {
        var column = layout.label
        for item in items where item.kind == .button {
            let text = "[ \(item.label) ]"
            let width = TextWidth.columns(text)
            if column > layout.label, column + width > layout.width - 1 {
                advance()
                column = layout.label
            }
            let end = put(text, column, item.disabled == nil ? .bold : .faint)
            self.item(item.id, column..<end, arrow: column - 2, cursor: column + 2)
            column = end + 3
        }
        advance()
    }
}
