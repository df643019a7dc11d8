import Canvas
import Design

/// The help of the focused field, where there is room for it under the form.
enum FieldHelp {
    static func paint(_ state: WizardState, _ pen: inout Pen) {
        guard pen.layout.rows - pen.row >= 6, case .field(let id) = state.focused.id else { return }
        let field = Field[id]
        pen.line(field.label, column: 1, style: .bold)
        pen.prose(field.what)
        if !field.command.isEmpty { pen.prose("Find it: \(field.command)") }
        if !field.ifWrong.isEmpty { pen.prose("If wrong: \(field.ifWrong)") }
    }

    /// What the says-line tells about a field: what it is, and a hint.
    static func says(_ field: FieldID, hint: String = "") -> Says {
        let lines = TextWrap.lines(Field[field].what, 74)
        guard let first = lines.first else { return Says(hint) }
        return Says(first, hint.isEmpty ? (lines.count > 1 ? lines[1] : "") : hint)
    }
}
