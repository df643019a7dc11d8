import Calls
import Canvas
import Design
import Diagnosis
import Identifiers
import Wire

/// What there is to diagnose: what is known here, and one field that takes everything else.
enum DiagnoseEntry: Screen {
    /// How many setups are listed.
    private static let most = 6

    static func items(_ state: WizardState) -> [Item] {
        var items: [Item] = []
        if state.ownSubject != nil {
            items.append(
                .row(.row(0), enter: "diagnose") { state in state.ownSubject.map { state.look(at: $0) } ?? [] })
        }
        items += setups(state).enumerated().map { index, setup in
            .row(.row(index + 1), enter: "diagnose") { $0.diagnose(setup: setup.id) }
        }
        items.append(
            Item(
                id: .anything, kind: .text, label: "Anything else", enter: state.diagnosing.given?.enter ?? "diagnose"
            ) { $0.takeAnything() })
        return items
    }

    /// The setups of earlier runs; the one that is open stands above them.
    private static func setups(_ state: WizardState) -> [SavedSetup] {
        let own = state.ownSubject.map { _ in (name(state.answers), place(state.answers)) }
        return state.setups.filter { setup in own.map { ($0.0, $0.1) != (setup.name, setup.place) } ?? true }
            .prefix(most).map(\.self)
    }

    private static func name(_ answers: Answers) -> String {
        answers.eksCluster?.text ?? answers.eksAccount?.text ?? "this setup"
    }

    private static func place(_ answers: Answers) -> String {
        "\(answers.namespace?.text ?? "default")/\(answers.serviceAccount?.text ?? "?")"
    }

    /// Whom Enter would ask is read from files, so that the line above the footer can say it.
    static func arrive(_ state: inout WizardState) -> [WizardEffect] { state.proposeCallers() }

    static func landing(_ state: WizardState) -> ItemID { items(state).first?.id ?? .anything }

    static func bindings(_ state: WizardState) -> [Binding] {
        [
            Binding([.character("/")], "/", "anything else", place: .help, isListed: false) {
                $0.setFocus(.anything)
            }
        ]
    }

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        pen.line("Mail does not go out? Say what you have; sesame finds the rest.")
        pen.blank()
        let setups = setups(state)
        if state.ownSubject != nil || !setups.isEmpty { pen.line("Known here", style: .bold) }
        if state.ownSubject != nil {
            row(0, name(state.answers), place(state.answers), verdict(state), &pen)
        }
        for (index, setup) in setups.enumerated() {
            row(index + 1, setup.name, setup.place, "not looked at yet", &pen)
        }
        if state.ownSubject != nil || !setups.isEmpty { pen.blank() }
        paintField(state, &pen)
    }

    private static func row(_ index: Int, _ name: String, _ place: String, _ verdict: String, _ pen: inout Pen) {
        let end = pen.put(name, 3, limit: 21)
        pen.put(place, 22, limit: 55, cut: .middle)
        let edge = max(57, pen.layout.width - 1 - TextWidth.columns(verdict))
        pen.put(verdict, edge, verdict.hasPrefix("not") ? .faint : .plain)
        pen.item(.row(index), 3..<end)
        pen.advance()
    }

    /// What the last look at this setup said, and when.
    private static func verdict(_ state: WizardState) -> String {
        guard let result = state.diagnosing.result, result.diagnosis.subject == state.ownSubject else {
            return "not looked at yet"
        }
        let time = result.at.clock.prefix(5)
        if let cause = result.diagnosis.rootCauses.first { return "✗ \(time) \(cause.link.words)" }
        return result.hasDoubt ? "? \(time)" : "✓ \(time)"
    }

    private static func paintField(_ state: WizardState, _ pen: inout Pen) {
        let isFocused = pen.focus == .anything
        let width = pen.layout.width - 1 - 22
        pen.put("Anything else", 3, isFocused ? .bold : .plain)
        pen.target(.anything, 3..<(22 + width))
        let line = state.diagnosing.line
        if let given = state.diagnosing.given, given.isLong {
            paintLong(given, isFocused, &pen)
            return
        }
        if isFocused {
            let window = line.window(width)
            if TextWidth.columns(line.text) > width { pen.note(cut: line.text) }
            pen.put(window.text.isEmpty ? " " : window.text, 22, .edited, limit: 22 + width)
            pen.focusHere(22..<(22 + width), cursor: 22 + min(window.cursor, width - 1), isText: true)
        } else {
            pen.put(line.text.isEmpty ? "paste or type it here" : line.text, 22, line.text.isEmpty ? .faint : .plain)
        }
        pen.advance()
        for words in ["role ARN · namespace/service account · pod", "error text or log · what AWS answered"] {
            pen.line(words, column: 22, style: .faint)
        }
    }

    /// A text of many lines, by what it is.
    private static func paintLong(_ given: DiagnoseGiven, _ isFocused: Bool, _ pen: inout Pen) {
        let edge = pen.layout.width - 1
        let end = pen.put(given.size, 22, limit: 56)
        pen.put(given.verdict, edge - TextWidth.columns(given.verdict))
        if isFocused { pen.focusHere(22..<max(end, 23)) }
        pen.advance()
        guard let explanation = given.explanation else { return }
        if let text = explanation.texts.first?.text {
            pen.put(TerminalText.sanitized(text, limit: .max), 22)
            pen.advance()
        }
        let facts = explanation.facts.words
        if !facts.isEmpty { pen.line("also in it: \(facts.joined(separator: ", "))", column: 22) }
    }

    static func says(_ state: WizardState) -> Says {
        let paste = "Nothing is written, nothing is sent. A paste works wherever the focus is."
        switch state.focused.id {
        case .row(0):
            return Says(reading(name(state.answers), state), paste)
        case .row(let index):
            let setups = setups(state)
            let name = setups.indices.contains(index - 1) ? setups[index - 1].name : "it"
            return Says("Opens \(name), asks who its credentials are, and reads what it needs.", paste)
        default:
            if let given = state.diagnosing.given { return says(given, state) }
            return Says("Paste or type. Enter says first what it is.", "Nothing is written, nothing is sent.")
        }
    }

    /// What Enter does with what was given: said before it.
    private static func says(_ given: DiagnoseGiven, _ state: WizardState) -> Says {
        let nothing = "Nothing is written, nothing is sent."
        switch given.clue.kind {
        case .text:
            return Says(
                given.isLong
                    ? "A text of \(given.lines.counting("line")). Enter explains it; nothing leaves this computer."
                    : "An error text. Enter explains it; nothing leaves this computer.",
                given.isLong ? "u takes the paste back. Passwords or keys in it are not kept." : nothing)
        case .code: return Says("\(given.clue.words). Enter explains it; nothing leaves this computer.")
        case .bundle, .otherARN: return Says("\(given.clue.words).", nothing)
        case .answer where given.clue.values.isEmpty: return Says("\(given.clue.words).", nothing)
        default:
            let asked = state.callers.proposed.filter { $0.proposal.isSomebody }.map { $0.proposal.choice.words }
            let first = asked.isEmpty ? "" : "asks STS who \(asked.joined(separator: " and ")) is, "
            return Says("\(given.clue.words).", "Enter \(first)finds the rest and diagnoses it. \(nothing)")
        }
    }

    /// What Enter reads, and as whom where nobody was asked yet.
    private static func reading(_ name: String, _ state: WizardState) -> String {
        let proposed = state.callers.proposed.filter { $0.proposal.isSomebody }.map { $0.proposal.choice.words }
        guard proposed.isEmpty else {
            return "Asks STS who \(proposed.joined(separator: " and ")) is, then reads what \(name) needs."
        }
        return "Reads what \(name) needs, in both accounts and the cluster."
    }
}
