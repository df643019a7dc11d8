import Canvas
import Stage

/// Asks for the number of what is to break; nothing says what that is.
struct FaultNumberOverlay: Overlay {
    private(set) var editor = LineEditor()

    var isForPresenter: Bool { true }
    var capturesText: Bool { true }

    /// The number; nil for a surprise, which an empty field is.
    private var number: Int? { Int(editor.text) }

    func bindings(_ state: WizardState) -> [Binding] {
        let number = number
        let most = state.stage?.faults ?? 0
        let isOne = number.map { (1...max(1, most)).contains($0) } ?? true
        return [
            Binding(
                [.enter], "Enter", number == nil ? "surprise" : "break it", place: .enter,
                unless: isOne ? nil : "the numbers are 1 to \(most)",
                run: Self.closing { _ in [.stage(.breaksNumber(number))] }),
            Self.close,
        ]
    }

    mutating func type(_ key: Key) -> Bool {
        switch key {
        case .character(let character):
            guard character.isASCII, character.isNumber, editor.text.count < 2 else { return character != "?" }
            return editor.handle(key)
        case .paste: return true
        default: return editor.handle(key)
        }
    }

    func says(_ state: WizardState) -> Says { Says("Type its number; nothing is shown. Enter alone is a surprise.") }

    func paint(_ state: WizardState, _ frame: inout Frame, rows: Range<Int>) {
        let width = min(74, frame.size.columns - 6)
        let top = rows.lowerBound
        frame.overlay(row: top, width: width, rows: 5, title: "Break one thing")
        frame.write("Number", row: top + 2, column: 7)
        frame.write("▸", row: top + 2, column: 5, style: .bold)
        frame.write((editor.text + "   ").prefix(3), row: top + 2, column: 15, style: .edited)
        frame.write("1 to \(state.stage?.faults ?? 0)", row: top + 2, column: 22)
        frame.cursor = Position(row: top + 2, column: 15 + editor.cursor)
        frame.cursorVisible = true
    }
}
