import Canvas
import Wire
import Design

/// Asks for the image of the test workload, for networks that reach no public registry.
struct ImageOverlay: Overlay {
    var editor: LineEditor
    /// What is done with the name.
    let use: @Sendable (String, inout WizardState) -> [WizardEffect]

    private var text: String { editor.text.filter { $0 != " " } }

    /// Why it is no image's name; nil where it may be one.
    private var problem: String? {
        do throws(FieldProblem) {
            var probe = Answers()
            try probe.set(text, for: .image, from: .typed)
            return text.isEmpty ? "an image has a name" : nil
        } catch {
            return error.sentence
        }
    }

    var capturesText: Bool { true }

    func bindings(_ state: WizardState) -> [Binding] {
        let (text, use) = (text, use)
        return [
            Binding(
                [.enter], "Enter", "see what changes", place: .enter, unless: problem,
                run: Self.closing { use(text, &$0) }),
            Binding(
                [.escape], "Esc", "close, change nothing", place: .standard, weight: 2, run: Self.closing { _ in [] }),
        ]
    }

    mutating func type(_ key: Key) -> Bool {
        guard case .paste(let text) = key else { return editor.handle(key) }
        editor = LineEditor(String(text.filter { !$0.isWhitespace }.prefix(512)))
        return true
    }

    func says(_ state: WizardState) -> Says {
        if let problem, !text.isEmpty { return Says(problem, mark: .open) }
        return Says(
            "For closed networks: a registry of your own, with the AWS CLI in it.",
            "Enter shows what it changes; nothing is written by that.")
    }

    func paint(_ state: WizardState, _ frame: inout Frame, rows: Range<Int>) {
        let width = min(74, frame.size.columns - 6)
        let top = rows.lowerBound + (rows.count > 7 ? 1 : 0)
        frame.overlay(row: top, width: width, rows: min(7, rows.count), title: "Another image for the test workload")
        frame.write("Image", row: top + 2, column: 7)
        frame.write("▸", row: top + 2, column: 5, style: .bold)
        let room = width - 16
        // The end is what is typed; the beginning gives way.
        let first = max(0, editor.cursor - room + 1)
        let shown = String(editor.text.dropFirst(first).prefix(room))
        frame.write((shown + " ").blankPadded(to: room), row: top + 2, column: 15, style: .edited)
        frame.write("registry/name:tag; a tag of its own keeps it the same.", row: top + 4, column: 15, style: .faint)
        frame.cursor = Position(row: top + 2, column: 15 + editor.cursor - first)
        frame.cursorVisible = true
    }
}
