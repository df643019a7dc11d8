import Calls
import Canvas
import Design
import Diagnosis
import Wire

/// Every service account with a role in one table, and the card of the focused one.
enum FleetPage: Screen {
    // MARK: Items and keys

    static func items(_ state: WizardState) -> [Item] {
        guard let fleet = state.diagnosing.fleet else { return [.back] }
        var items: [Item] = []
        if fleet.find != nil {
            items.append(Item(id: .anything, kind: .text, label: "Find", enter: "to the list") { $0.goToFleetList() })
        }
        items += fleet.shown.indices.map { index in .row(.row(index), enter: "diagnose") { $0.lookAtMember(index) } }
        guard items.isEmpty else { return items }
        let busy = state.work.isRunning(.fleet) ? "it is being looked at" : nil
        return [.button(.checkAgain, "Look again", disabled: busy) { $0.lookAtAllAgain() }, .back]
    }

    static func landing(_ state: WizardState) -> ItemID { items(state).first { $0.kind == .row }?.id ?? .anything }

    static func bindings(_ state: WizardState) -> [Binding] {
        let fleet = state.diagnosing.fleet
        let running = state.work.isRunning(.fleet) ? "it is being looked at" : nil
        let nothing = fleet?.lines.isEmpty == false ? nil : "nobody is in the table"
        let unfinished = fleet?.look == nil ? "the look has not ended" : nothing
        let step = FleetTable.capacity(state)
        return [
            Binding([.character("/")], "/", "find", isListed: false, unless: nothing) { $0.findInFleet() },
            .letter("r", "again", unless: running) { $0.lookAtAllAgain() },
            .letter("c", "copy the table", unless: unfinished) { state in
                guard let fleet = state.diagnosing.fleet else { return [] }
                return state.copy(fleet.table, what: "\(fleet.shown.count.counting("row")) of the table")
            },
            .letter("w", "write the table", place: .help, unless: unfinished) { $0.show(writing($0)) },
            .letter("d", "diagnose something else", place: .help) { $0.diagnose() },
            Binding([.pageUp], "PgUp/PgDn", "page", place: .help, isListed: false) { $0.moveInFleet(by: -step) },
            .hidden([.pageDown]) { $0.moveInFleet(by: step) },
            Binding([.home], "Home/End", "ends", place: .help, isListed: false) { $0.moveInFleet(by: -.max) },
            .hidden([.end]) { $0.moveInFleet(by: .max) },
        ]
    }

    /// Asks in which form the table is written.
    private static func writing(_ state: WizardState) -> DialogOverlay {
        let cluster = state.diagnosing.fleet?.cluster ?? "cluster"
        func choice(_ label: String, _ ending: String, _ note: String) -> DialogOverlay.Choice {
            let name = state.fleetFileName(ending)
            return .init(
                label: label, note: name,
                says: Says("Writes \(name) into this folder; a file of that name is left alone.", note)
            ) { $0.writeFleet(ending) }
        }
        return DialogOverlay(
            title: "Write the table of \(cluster)?",
            lines: [.init("All of it, for you alone (0600). Nothing is masked in it.")],
            choices: [
                choice("For a spreadsheet", "csv", "The same as \"sesame doctor --all -o csv\"."),
                choice("For a program", "json", "Every finding of each; the same as \"sesame doctor --all -o json\"."),
                .init(label: "Not now", says: Says("Closes this. Nothing is written.")),
            ], isMenu: true, escapeWords: "not now")
    }

    static func side(_ state: WizardState) -> Side? { .eks }

    // MARK: Drawing

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        guard let fleet = state.diagnosing.fleet else {
            pen.line("Nothing was looked at.")
            pen.buttons(items(state))
            return
        }
        paintHead(fleet, state, &pen)
        if let sentence = sentence(fleet, state) {
            pen.blank()
            pen.mark(sentence.mark, 3)
            pen.prose(sentence.words, column: 5)
            if !sentence.advice.isEmpty { pen.prose(sentence.advice, column: 5) }
            pen.blank()
            pen.buttons(items(state))
            return
        }
        FleetTable.paint(fleet, state, &pen)
    }

    /// What there is to say where there is no table.
    private static func sentence(
        _ fleet: DiagnoseFleet, _ state: WizardState
    ) -> (mark: Mark, words: String, advice: String)? {
        if let trouble = fleet.trouble { return (.wrong, trouble.sentence, trouble.advice) }
        if let untold = fleet.look?.diagnosis.untold {
            return (.unknown, "Cannot tell: \(TerminalText.sanitized(untold, limit: .max)).", "")
        }
        guard fleet.lines.isEmpty else { return nil }
        if fleet.look != nil {
            return (.nothing, "No service account of \(fleet.cluster) names a role or has an association.", "")
        }
        if state.diagnosing.waiting == .fleet { return (.running, "Asking STS who your credentials are.", "") }
        return state.work.isRunning(.fleet) ? (.running, "Reading who is there.", "") : (.nothing, "Not looked at.", "")
    }

    private static func paintHead(_ fleet: DiagnoseFleet, _ state: WizardState, _ pen: inout Pen) {
        let edge = pen.layout.width - 1
        let time = state.clock(fleet.at) ?? ""
        var title = fleet.cluster
        if !fleet.lines.isEmpty { title += ": \(fleet.lines.count.counting("service account")) with a role" }
        let mail = fleet.lines.count { $0.row?.sends == true }
        if fleet.look != nil, !fleet.lines.isEmpty { title += ", \(mail) may send mail" }
        pen.put(title, 3, .bold, limit: edge - time.count - 2, cut: .middle)
        pen.put(time, edge - time.count, .faint)
        pen.advance()
        var column = 3
        for state in FleetDiagnosis.Row.State.allCases where fleet.count(state) > 0 {
            pen.mark(FleetTable.mark(state), column)
            column = pen.put("\(fleet.count(state)) \(words(state))", column + 2) + 3
        }
        if fleet.look?.isStopped == true { pen.put("stopped: the rest was not read", column, .faint) }
        pen.advance()
    }

    private static func words(_ state: FleetDiagnosis.Row.State) -> String {
        switch state {
        case .broken: "broken"
        case .atRisk: "at risk"
        case .cannotTell: "cannot tell"
        case .right: "right"
        }
    }

    // MARK: Words

    static func says(_ state: WizardState) -> Says {
        let fleet = state.diagnosing.fleet
        switch state.focused.id {
        case .anything:
            return Says(
                "Words are looked for in every column: broken, risk, mail, a code, a name.",
                "Enter ends typing, then Enter diagnoses; Esc shows all \(fleet?.lines.count ?? 0) again.")
        case .row(let index):
            guard let fleet, fleet.shown.indices.contains(index) else { return Says("") }
            return says(fleet.shown[index], fleet, state)
        case .button(.checkAgain): return Says("Looks at all of them once more. Nothing is written, nothing is sent.")
        default: return Says("Goes back. All answers are kept.")
        }
    }

    private static func says(_ line: DiagnoseFleet.Line, _ fleet: DiagnoseFleet, _ state: WizardState) -> Says {
        guard let look = fleet.look else {
            let stop = "Esc stops. What was read is judged, the rest is \"cannot tell\"."
            return state.work.isRunning(.fleet) ? Says(stop, "Nothing is written, nothing is sent.") : Says(stop)
        }
        let effort =
            "\(look.calls.counting("call")) in \(Elapsed.done(look.milliseconds)), read only: what is shared was asked once."
        guard line.row?.state == .cannotTell, let finding = line.row?.finding, let shared = fleet.sharing(line),
            shared.count > 1
        else { return Says("Enter diagnoses \(line.name): all of it, with evidence and fix.", effort) }
        let missing = TerminalText.sanitized(finding.found.replacing("cannot tell: ", with: ""), limit: .max)
        return Says(
            "\(missing.capitalizedFirst.withoutFullStop); \(shared.count.counting("service account")) hang on it.",
            "Enter diagnoses \(line.name) alone.")
    }
}
