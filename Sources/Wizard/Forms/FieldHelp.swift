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
        let what = Field[field].what
        let lines = TextWrap.lines(what, 74)
        guard let first = lines.first else { return Says(hint) }
        guard lines.count > 1, !hint.isEmpty else {
            return Says(first, hint.isEmpty ? lines.dropFirst().first ?? "" : hint)
        }
        // A sentence is said whole or not at all; what is left out is in the help.
        guard let end = what.firstRange(of: ". ")?.lowerBound, TextWidth.columns(String(what[...end])) <= 74 else {
            return Says(first, lines[1])
        }
        return Says(String(what[...end]), hint)
    }
}
