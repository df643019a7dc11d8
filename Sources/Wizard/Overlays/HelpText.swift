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
            lines += section("Now", value(of: id, state))
        } else {
            lines += section("Here", state.screen.about)
            let says = state.code.says(state)
            let name = state.focused.label
            let words = [says.first, says.second].filter { !$0.isEmpty }.joined(separator: " ")
            lines += section("Focus", (name.isEmpty ? "" : "[ \(name) ]  ") + words)
        }
        lines += words(state)
        lines += keys(state)
        return HelpOverlay(title: title, lines: lines, command: command)
    }

    /// What stands in a field, whole, and where it is from.
    private static func value(of field: FieldID, _ state: WizardState) -> String {
        let text = state.shownText(of: field)
        let source = state.source(of: field).words
        return text.isEmpty ? "" : text + (source.isEmpty ? "" : "  (\(source))")
    }

    /// The key that explains what lies over a screen.
    static let onOverlay = Binding([.character("?"), .function(1)], "?", "help", place: .standard, weight: 1) { state in
        guard let overlay = state.overlays.last else { return [] }
        let says = overlay.says(state)
        let words = [says.first, says.second].filter { !$0.isEmpty }.joined(separator: " ")
        return state.show(
            HelpOverlay(
                title: "Help", lines: section("Here", words) + keys(state.overlayBindings), command: ""))
    }

    private static func section(_ heading: String, _ text: String) -> [HelpOverlay.Line] {
        guard !text.isEmpty else { return [] }
        let wrapped = TextWrap.lines(text, width - indent.count)
        return wrapped.enumerated().map { index, line in
            HelpOverlay.Line(text: (index == 0 ? TextCut.padded(heading, indent.count) : indent) + line)
        }
    }

    private static func words(_ state: WizardState) -> [HelpOverlay.Line] {
        var words = state.code.words
        if state.stage != nil {
            words.append(.stage)
        } else if state.mode == .demo, state.screen == .test {
            words.append(.onCue)
        }
        guard !words.isEmpty else { return [] }
        var lines = [HelpOverlay.Line(text: "Words on this screen", isDivider: true)]
        for word in words {
            let wrapped = TextWrap.lines(word.meaning, width - 22)
            for (index, line) in wrapped.enumerated() {
                let head = index == 0 ? "  " + word.rawValue : ""
                lines.append(HelpOverlay.Line(text: TextCut.padded(head, 22) + line))
            }
        }
        return lines
    }

    private static func keys(_ state: WizardState) -> [HelpOverlay.Line] {
        var bindings = state.screenBindings
        if let hidden = Body.hidden(state), hidden.above + hidden.below > 0 {
            bindings.append(Binding([], "PgUp PgDn", "scroll", place: .help) { _ in [] })
        }
        if !view(state, state.size).cuts.isEmpty {
            bindings.append(Binding([], "Ctrl-T", "show whole texts", place: .help) { _ in [] })
        }
        return keys(bindings)
    }

    private static func keys(_ bindings: [Binding]) -> [HelpOverlay.Line] {
        var lines = [HelpOverlay.Line(text: "Keys that work now", isDivider: true)]
        let bindings = bindings.filter { $0.place != .hidden }
        var seen: Set<String> = []
        for binding in bindings.sorted(by: { $0.place < $1.place }) where seen.insert(binding.keyWords).inserted {
            var text = binding.label
            if case .off(let reason) = binding.availability { text += "   not now: \(reason)" }
            for (step, line) in TextWrap.lines(text, width - 18).enumerated() {
                let head = step == 0 ? "  " + binding.keyWords : ""
                lines.append(HelpOverlay.Line(text: TextCut.padded(head, 18) + line))
            }
        }
        return lines
    }
}
