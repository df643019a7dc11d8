import Calls
import Canvas
import Design
import Diagnosis
import Wire

/// What an error text can come from, without asking anybody: a guess is marked as one.
enum CausesPage: Screen {
    /// How many causes have rows: more is no ranking any more.
    private static let most = 4

    /// The error that is shown, and which one of how many it is.
    private static func text(_ state: WizardState) -> Explanation.Text? {
        guard let explanation = state.diagnosing.explanation else { return nil }
        let known = explanation.texts.filter { !$0.causes.isEmpty }
        let texts = known.isEmpty ? explanation.texts : known
        return texts.indices.contains(state.diagnosing.textIndex) ? texts[state.diagnosing.textIndex] : texts.first
    }

    private static func textCount(_ state: WizardState) -> Int {
        let texts = state.diagnosing.explanation?.texts ?? []
        let known = texts.filter { !$0.causes.isEmpty }
        return known.isEmpty ? texts.count : known.count
    }

    private static func causes(_ state: WizardState) -> [Explanation.Cause] { text(state)?.causes ?? [] }

    /// The cause whose card is shown.
    private static func cause(_ state: WizardState) -> Explanation.Cause? {
        let causes = causes(state)
        return causes.indices.contains(state.diagnosing.causeIndex) ? causes[state.diagnosing.causeIndex] : causes.first
    }

    /// What looking could begin with.
    private static func subject(_ state: WizardState) -> SubjectClue? {
        (text(state)?.facts.subject ?? state.diagnosing.explanation?.facts.subject).flatMap { SubjectClue($0) }
    }

    static func items(_ state: WizardState) -> [Item] {
        let causes = causes(state)
        let clue = subject(state)
        let missing = "the text names no role, service account or sender to look at"
        let look = Item.button(
            .lookWhich, "Look which it is", enter: "look which", disabled: clue == nil ? missing : nil
        ) { state in
            subject(state).map { state.find([$0]) } ?? []
        }
        let rows = causes.indices.prefix(most).map { index in
            Item.row(.row(index), enter: clue == nil ? "the check" : "look which") { state in
                if let clue = subject(state) { return state.find([clue]) }
                return state.show(whole(state))
            }
        }
        let other = Item.button(.anotherText, "Paste another text", enter: "another text") { $0.askForAnotherText() }
        let copy = Item.button(.copyReport, "Copy the report", enter: "see the report") { $0.show(whole($0)) }
        return rows + (causes.isEmpty ? [other, copy, .back] : [look, copy, other, .back])
    }

    static func landing(_ state: WizardState) -> ItemID {
        causes(state).isEmpty ? .button(.anotherText) : .row(0)
    }

    static func prepare(_ state: inout WizardState) {
        if case .row(let index) = state.focused.id { state.diagnosing.causeIndex = index }
    }

    static func bindings(_ state: WizardState) -> [Binding] {
        let several = textCount(state) > 1
        return [
            Binding([.left], "Left/Right", "other error", place: several ? .footer : .hidden) { turn(by: -1, &$0) },
            .hidden([.right]) { turn(by: 1, &$0) },
            .letter("v", "all of it") { $0.show(whole($0)) },
            .letter("c", "copy") { state in state.copy(report(state), what: "the report") },
        ]
    }

    private static func turn(by step: Int, _ state: inout WizardState) -> [WizardEffect] {
        let count = max(1, textCount(state))
        state.diagnosing.textIndex = (state.diagnosing.textIndex + step + count) % count
        state.diagnosing.causeIndex = 0
        state.freeFocus()
        return []
    }

    // MARK: Drawing

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        guard let text = text(state) else {
            paintUnknown(state, &pen)
            return
        }
        paintText(text, state, &pen)
        pen.blank()
        guard !text.causes.isEmpty else {
            paintUnexplained(state, &pen)
            return
        }
        let edge = pen.layout.width - 1
        for (index, cause) in text.causes.prefix(most).enumerated() {
            let word = cause.likelihood.rawValue
            pen.mark(.unknown, 3)
            pen.put("\(index + 1)  \(link(cause))", 5, limit: 23)
            let end = pen.put(clean(cause.title.withoutFullStop.lowercasedFirst), 25, limit: edge - 10)
            pen.put(word, edge - word.count, .faint)
            pen.item(.row(index), 5..<min(end, 23))
            pen.advance()
        }
        if text.causes.count > most {
            pen.line("\((text.causes.count - most).counting("more cause")): v lists them", column: 5, style: .faint)
        }
        pen.blank()
        if let cause = cause(state) { paintCard(cause, &pen) }
        pen.blank()
        pen.buttons(items(state))
    }

    private static func paintText(_ text: Explanation.Text, _ state: WizardState, _ pen: inout Pen) {
        let heading =
            switch text.speaker {
            case .aws: "AWS says"
            case .cluster: "Cluster says"
            case .program, .code: "You gave"
            }
        let start = 3 + heading.count + 3
        let lines = TextWrap.lines(clean(text.text), pen.layout.width - 1 - start)
        for (index, line) in lines.prefix(4).enumerated() {
            if index == 0 { pen.put(heading, 3, .faint) }
            let isLast = index == 3 && lines.count > 4
            pen.put(isLast ? TextCut.end(line + " " + lines[4], pen.layout.width - 1 - start) : line, start)
            if isLast { pen.note(cut: clean(text.text)) }
            pen.advance()
        }
        let count = textCount(state)
        guard count > 1 else { return }
        let times = text.count > 1 ? ", \(text.count) times" : ""
        pen.put("error \(state.diagnosing.textIndex + 1) of \(count), first on line \(text.line)\(times)", 17, .faint)
        pen.advance()
    }

    private static func paintCard(_ cause: Explanation.Cause, _ pen: inout Pen) {
        let edge = pen.layout.width - 2 - TextWidth.columns(cause.code)
        pen.mark(.unknown, 3)
        for (index, line) in TextWrap.lines(clean(cause.title), edge - 7).enumerated() {
            pen.put(line, 5, .bold)
            if index == 0 { pen.put(cause.code, edge, .faint) }
            pen.advance()
        }
        heading("Expected", cause.expected, &pen)
        heading("Why", cause.why, &pen)
        for (index, command) in cause.check.enumerated() {
            for (step, line) in ShellLines.broken(command, pen.layout.width - 17).enumerated() {
                if index == 0, step == 0 { pen.put("Check", 5, .faint) }
                pen.put(line, 16)
                pen.advance()
            }
        }
    }

    private static func heading(_ heading: String, _ text: String, _ pen: inout Pen) {
        guard !text.isEmpty else { return }
        for (index, line) in TextWrap.lines(clean(text), pen.layout.width - 17).enumerated() {
            if index == 0 { pen.put(heading, 5, .faint) }
            pen.put(line, 16)
            pen.advance()
        }
    }

    /// An error of AWS or a cluster that the catalogue does not have.
    private static func paintUnexplained(_ state: WizardState, _ pen: inout Pen) {
        pen.line(.unknown, "This error is not one that sesame knows.")
        heading("Found", "none of the \(state.diagnosing.explanation?.known ?? 0) known texts", &pen)
        paintHelp(state, &pen)
    }

    private static func paintUnknown(_ state: WizardState, _ pen: inout Pen) {
        for (index, line) in TextWrap.lines(clean(state.diagnosing.explanation?.given ?? ""), pen.layout.width - 18)
            .enumerated()
        {
            if index == 0 { pen.put("You gave", 3, .faint) }
            pen.put(line, 17)
            pen.advance()
        }
        pen.blank()
        pen.line(.unknown, "This text is not one that sesame knows.")
        heading("Found", "0 of \(state.diagnosing.explanation?.known ?? 0) known texts", &pen)
        heading("Why", "It may be your program's own sentence about another error.", &pen)
        heading("Check", "the lines before it, for one of these words:", &pen)
        heading("", "AccessDenied  MessageRejected  InvalidIdentityToken", &pen)
        heading("", "Throttling  not authorized  not verified  credentials", &pen)
        paintHelp(state, &pen)
    }

    private static func paintHelp(_ state: WizardState, _ pen: inout Pen) {
        pen.blank()
        pen.line("What always helps: who is the pod?")
        pen.line("kubectl exec POD -- aws sts get-caller-identity", column: 5)
        pen.line("It says your role: diagnose that role. The node's role: no token came.", column: 5)
        pen.blank()
        pen.buttons(items(state))
    }

    // MARK: Words

    static func says(_ state: WizardState) -> Says {
        let count = causes(state).count
        let facts = state.diagnosing.explanation?.facts.words ?? []
        let taken =
            facts.isEmpty ? "Nothing of it leaves this computer." : "In the text: \(facts.joined(separator: ", "))."
        switch state.focused.id {
        case .row, .button(.lookWhich):
            if subject(state) == nil {
                return Says("Enter shows all of it: the text, the causes, the commands that tell.", taken)
            }
            return Says(
                count > 1
                    ? "A text alone cannot tell these \(count) apart; Enter looks which it is."
                    : "A text alone does not prove it; Enter looks whether it is so.", taken)
        case .button(.anotherText): return Says("Goes back to the field, empty.", "Not knowing is an answer too.")
        case .button(.copyReport): return Says("Enter shows all of it as text; c copies it.")
        default: return Says("Enter goes back. Nothing was changed.")
        }
    }

    private static func link(_ cause: Explanation.Cause) -> String { Link(rawValue: cause.link)?.words ?? cause.link }

    private static func clean(_ text: String) -> String { TerminalText.sanitized(text, limit: .max) }

    private static func whole(_ state: WizardState) -> ViewerOverlay {
        let text = report(state)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        return ViewerOverlay(
            pages: [
                ViewerPage(
                    title: "What the text means", lines: lines.map { .init(String($0)) }, copyText: text)
            ])
    }

    /// The page as text, with all causes.
    private static func report(_ state: WizardState) -> String {
        guard let text = text(state) else {
            return "This text is not one that sesame knows: \(clean(state.diagnosing.explanation?.given ?? ""))\n"
        }
        var lines = [text.text, ""]
        if text.causes.isEmpty { lines.append("This error is not one that sesame knows.") }
        for cause in text.causes {
            lines.append("\(cause.likelihood.rawValue): \(cause.title) (\(cause.code))")
            lines.append("  Expected: \(cause.expected)")
            if !cause.why.isEmpty { lines.append("  Why: \(cause.why)") }
            lines += cause.check.map { "  Check: \($0)" }
            if !cause.fix.isEmpty { lines.append("  Fix: \(cause.fix)") }
        }
        return TerminalText.sanitized(lines.joined(separator: "\n"), keepingLines: true, limit: .max) + "\n"
    }
}
