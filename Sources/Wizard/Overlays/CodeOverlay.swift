import Canvas
import Wire

/// Asks for the six digits of a multi-factor device; they are never kept.
struct CodeOverlay: Overlay {
    let request: CodeRequest
    var editor = LineEditor()

    private var isComplete: Bool { editor.text.count == 6 }

    var capturesText: Bool { true }

    func bindings(_ state: WizardState) -> [Binding] {
        let (id, code) = (request.id, editor.text)
        return [
            Binding(
                [.enter], "Enter", "use the code", place: .enter, unless: isComplete ? nil : "a code has six digits",
                run: Self.closing { _ in [.answerCode(id, code)] }),
            Binding(
                [.escape], "Esc", "without these credentials", place: .standard, weight: 2,
                run: Self.closing { _ in [.answerCode(id, nil)] }),
        ]
    }

    mutating func type(_ key: Key) -> Bool {
        switch key {
        case .character(let character):
            guard character.isASCII, character.isNumber, editor.text.count < 6 else { return true }
            return editor.handle(key)
        case .paste(let text):
            editor = LineEditor(String(text.filter { $0.isASCII && $0.isNumber }.prefix(6)))
            return true
        default: return editor.handle(key)
        }
    }

    func says(_ state: WizardState) -> Says {
        Says("AWS wants the six digits that your device shows now.", "They are used once and kept nowhere.")
    }

    func paint(_ state: WizardState, _ frame: inout Frame, rows: Range<Int>) {
        let width = min(74, frame.size.columns - 6)
        let top = rows.lowerBound + (rows.count > 8 ? 1 : 0)
        frame.overlay(row: top, width: width, rows: min(8, rows.count), title: "A code for profile \(request.profile)")
        frame.write("Device", row: top + 2, column: 7)
        frame.write(request.serial, row: top + 2, column: 15, limit: width - 1, cut: .middle)
        frame.write("Code", row: top + 4, column: 7)
        frame.write("▸", row: top + 4, column: 5, style: .bold)
        frame.write((editor.text + " ").blankPadded(to: 7), row: top + 4, column: 15, style: .edited)
        frame.cursor = Position(row: top + 4, column: 15 + editor.cursor)
        frame.cursorVisible = true
    }
}
