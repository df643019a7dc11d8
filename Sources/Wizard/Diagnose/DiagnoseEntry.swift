import Calls
import Canvas
import Design
import Diagnosis
import Identifiers
import Wire

/// What there is to diagnose: what is known here, and one field that takes everything else.
enum DiagnoseEntry: Screen {
    static func items(_ state: WizardState) -> [Item] {
        let known = KnownThings(state)
        var items: [Item] = []
        if known.own != nil {
            items.append(
                .row(.row(0), enter: "diagnose") { $0.look(at: $0.ownSubject ?? Subject($0.answers)) })
        }
        items += known.shownSetups.enumerated().map { index, setup in
            .row(.row(index + 1), enter: "diagnose") { $0.diagnose(setup: setup.id) }
        }
        items += known.shownBundles.enumerated().map { index, name in
            .row(.bundle(index), enter: "open") { $0.openBundle(.file(name)) }
        }
        if known.more > 0 {
            items.append(.row(.button(.moreKnown), enter: "choose") { $0.show(KnownThings.list($0)) })
        }
        if state.knownCluster != nil {
            items.append(.row(.button(.chooseOne), enter: "list them") { $0.chooseOne() })
            items.append(.row(.button(.chooseAll), enter: "look at all") { $0.lookAtAll() })
        }
        items.append(
            Item(
                id: .anything, kind: .text, label: "Anything else", enter: state.diagnosing.given?.enter ?? "diagnose"
            ) { $0.takeAnything() })
        return items
    }

    /// Whom Enter would ask, and which bundles are here, is read from files, so that the lines can say it.
    static func arrive(_ state: inout WizardState) -> [WizardEffect] { state.proposeCallers() + state.listBundles() }

    static func landing(_ state: WizardState) -> ItemID {
        items(state).first { if case .bundle = $0.id { false } else { true } }?.id ?? .anything
    }

    static func bindings(_ state: WizardState) -> [Binding] {
        [
            Binding([.character("/")], "/", "anything else", place: .help, isListed: false) {
                $0.setFocus(.anything)
            }
        ]
    }

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        let known = KnownThings(state)
        let cluster = state.knownCluster
        pen.line("Mail does not go out? Say what you have; sesame finds the rest.")
        // Where all is there at once, it still fits.
        let isFull = known.more > 0 && known.shownSetups.count + known.shownBundles.count > 4
        if !isFull || BodyLayout.hasRoomUnderForm(state.size) { pen.blank() }
        if !known.isEmpty {
            pen.line("Known here", style: .bold)
            paint(known, state, &pen)
            pen.blank()
        }
        if let cluster {
            pen.line("In cluster \(cluster.eksCluster?.text ?? "")", style: .bold)
            row(.button(.chooseOne), "Choose one…", "a service account or a pod", "read when opened", &pen)
            row(.button(.chooseAll), "All of them…", "every service account with a role", "one table", &pen)
            pen.blank()
        }
        paintField(state, &pen)
    }

    private static func paint(_ known: KnownThings, _ state: WizardState, _ pen: inout Pen) {
        func verdict(_ name: String, _ place: String) -> String {
            let verdict = state.diagnosing.verdicts[DiagnoseVerdict.key(name, place)]
            return (state.stage == nil ? verdict?.words : verdict?.timeless) ?? "not looked at yet"
        }
        if let own = known.own { row(.row(0), own.name, own.place, verdict(own.name, own.place), &pen) }
        for (index, setup) in known.shownSetups.enumerated() {
            row(.row(index + 1), setup.name, setup.place, verdict(setup.name, setup.place), &pen)
        }
        for (index, name) in known.shownBundles.enumerated() {
            let file = TerminalText.sanitized(name, limit: .max)
            let isShort = TextWidth.columns(file) < 25
            row(
                .bundle(index), KnownThings.title(name), isShort ? "\(file), this folder" : file, "read when opened",
                &pen)
        }
        if known.more > 0 { row(.button(.moreKnown), "\(known.more) more", "", "", &pen) }
    }

    private static func row(_ id: ItemID, _ name: String, _ place: String, _ verdict: String, _ pen: inout Pen) {
        let end = pen.put(name, 3, limit: 21)
        let edge = max(58, pen.layout.width - 1 - TextWidth.columns(verdict))
        pen.put(place, 22, limit: edge - 1, cut: .middle)
        pen.put(verdict, edge, ["✓", "✗", "?"].contains(verdict.prefix(1)) ? .plain : .faint)
        pen.item(id, 3..<max(end, 4))
        pen.advance()
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
        for words in [
            "role ARN · namespace/service account · pod", "error text or log · bundle file · what AWS answered",
        ] {
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
            return Says(reading(DiagnoseVerdict.name(state.answers), state), paste)
        case .row(let index):
            let setups = Array(KnownThings(state).shownSetups)
            let name = setups.indices.contains(index - 1) ? setups[index - 1].name : "it"
            return Says("Opens \(name), asks who its credentials are, and reads what it needs.", paste)
        case .bundle: return Says("Opens the file. Nothing is asked of AWS or a cluster.", paste)
        case .button(.moreKnown): return Says("Lists every setup and every bundle that is known here.", paste)
        case .button(.chooseOne):
            let asked = words(state.callers.proposed.filter { $0.side == .eks })
            let who = state.callers[.eks].choice.map { ", as \($0.name)" } ?? ""
            return Says(
                asked.isEmpty
                    ? "Reads the names of service accounts and pods: 2 calls\(who)."
                    : "Asks STS who \(asked) is, then reads the names of service accounts and pods.", paste)
        case .button(.chooseAll):
            let asked = words(state.callers.proposed)
            let cluster = state.knownCluster?.eksCluster?.text ?? "the cluster"
            return Says(
                asked.isEmpty
                    ? "Reads \(cluster) and both accounts for every service account; what is shared once."
                    : "Asks STS who \(asked) is, then reads \(cluster) and both accounts.",
                "Nothing is written, nothing is sent.")
        default:
            if let given = state.diagnosing.given { return says(given, state) }
            return Says("Paste or type. Enter says first what it is.", "Nothing is written, nothing is sent.")
        }
    }

    /// Whom a yes to proposals asks about.
    private static func words(_ proposed: [(side: Side, proposal: CallerProposal)]) -> String {
        proposed.filter { $0.proposal.isSomebody }.map { $0.proposal.choice.words }.joined(separator: " and ")
    }

    /// What Enter does with what was given: said before it.
    private static func says(_ given: DiagnoseGiven, _ state: WizardState) -> Says {
        let nothing = "Nothing is written, nothing is sent."
        if given.path != nil {
            return Says("The path of a file. Enter opens it as a bundle.", "Nothing is asked of AWS or a cluster.")
        }
        switch given.clue.kind {
        case .text:
            return Says(
                given.isLong
                    ? "A text of \(given.lines.counting("line")). Enter explains it; nothing leaves this computer."
                    : "An error text. Enter explains it; nothing leaves this computer.",
                given.isLong ? "u takes the paste back. Passwords or keys in it are not kept." : nothing)
        case .code: return Says("\(given.clue.words). Enter explains it; nothing leaves this computer.")
        case .bundle: return Says("A bundle. Enter opens it.", "Nothing is asked of AWS or a cluster.")
        case .otherARN: return Says("\(given.clue.words).", nothing)
        case .answer where given.clue.values.isEmpty: return Says("\(given.clue.words).", nothing)
        default:
            let asked = words(state.callers.proposed)
            let first = asked.isEmpty ? "" : "asks STS who \(asked) is, "
            return Says("\(given.clue.words).", "Enter \(first)finds the rest and diagnoses it. \(nothing)")
        }
    }

    /// What Enter reads, and as whom where nobody was asked yet.
    private static func reading(_ name: String, _ state: WizardState) -> String {
        let asked = words(state.callers.proposed)
        guard asked.isEmpty else { return "Asks STS who \(asked) is, then reads what \(name) needs." }
        return "Reads what \(name) needs, in both accounts and the cluster."
    }
}
