import Canvas
import Design

/// Builds the help about the focused thing from the field catalogue and the binding tables.
enum HelpText {
    private static let width = 70
    private static let indent = "         "

    static func overlay(_ state: WizardState) -> HelpOverlay {
        var lines: [HelpOverlay.Line] = []
        var title = "Help: \(state.screen.title)"
        var command = ""
        if case .field(let id) = state.focused.id {
            let field = Field[id]
            title = "Help: \(field.label)"
            command = field.command
            lines += section("What", field.what)
            lines += section("Find it", [field.command, field.console].filter { !$0.isEmpty }.joined(separator: "\n"))
            lines += section("Example", field.example)
            lines += section("If wrong", field.ifWrong)
        } else {
            let says = state.code.says(state)
            lines += section("What", says.first + (says.second.isEmpty ? "" : "\n" + says.second))
        }
        lines += words(state)
        lines += keys(state)
        return HelpOverlay(title: title, lines: lines, command: command)
    }

    private static func section(_ heading: String, _ text: String) -> [HelpOverlay.Line] {
        guard !text.isEmpty else { return [] }
        let wrapped = TextWrap.lines(text, width - indent.count)
        return wrapped.enumerated().map { index, line in
            HelpOverlay.Line(text: (index == 0 ? TextCut.padded(heading, indent.count) : indent) + line)
        }
    }

    private static func words(_ state: WizardState) -> [HelpOverlay.Line] {
        let words = state.code.words
        guard !words.isEmpty else { return [] }
        var lines = [HelpOverlay.Line(text: "Words on this screen", isDivider: true)]
        for word in words {
            let wrapped = TextWrap.lines(word.short, width - 22)
            for (index, line) in wrapped.enumerated() {
                let head = index == 0 ? "  " + word.rawValue : ""
                lines.append(HelpOverlay.Line(text: TextCut.padded(head, 22) + line))
            }
        }
        return lines
    }

    private static func keys(_ state: WizardState) -> [HelpOverlay.Line] {
        var lines = [HelpOverlay.Line(text: "Keys that work now", isDivider: true)]
        let bindings = state.screenBindings.filter { $0.place != .hidden }
        var seen: Set<String> = []
        for binding in bindings.sorted(by: { $0.place < $1.place }) where seen.insert(binding.keyWords).inserted {
            var text = "  " + TextCut.padded(binding.keyWords, 16) + binding.label
            if case .off(let reason) = binding.availability { text = TextCut.padded(text, 36) + "not now: \(reason)" }
            lines.append(HelpOverlay.Line(text: TextCut.end(text, width)))
        }
        return lines
    }
}
