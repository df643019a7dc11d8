import Calls
import Design
import Wire

/// The one confirmation before anything is written.
enum ConfirmApply {
    static func dialog(_ state: WizardState) -> DialogOverlay {
        let plan = state.planning.plan ?? Plan(resources: [])
        var lines: [DialogOverlay.Line] = []
        for side in ApplyScreen.sides where state.canAct(on: side) {
            let rows = state.openRows.filter { $0.side == side }
            let adds = rows.filter { $0.action == .create }.count
            let changes = rows.filter { $0.action == .change }.count
            guard adds + changes > 0 else { continue }
            let words = [adds > 0 ? "\(adds) to add" : "", changes > 0 ? "\(changes) to change" : ""]
                .filter { !$0.isEmpty }.joined(separator: ", ")
            let caller = state.callerName(side) ?? ""
            let place =
                side == .kubernetes
                ? "Cluster \(state.form.text(of: .eksCluster))"
                : "\(side.words) \(state.form.text(of: side == .eks ? .eksAccount : .sesAccount))"
            lines.append(.init((place + " ").blankPadded(to: 29) + (words + " ").blankPadded(to: 24) + "as \(caller)"))
        }
        let mails = plan.mails.count
        // Saying yes here agrees to what is taken from somebody, so all of that is told.
        let losses = plan.resources.filter(\.takesAccess).flatMap(\.risks)
        let risks = losses + plan.resources.filter { !$0.takesAccess }.flatMap(\.risks).prefix(3)
        if mails > 0 || !risks.isEmpty || !state.planning.takeOver.isEmpty { lines.append(.init("")) }
        if mails > 0 {
            lines.append(
                .init("\(mails.counting("mail")) with a link go\(mails == 1 ? "es" : "") out from Amazon."))
        }
        for address in state.planning.takeOver.sorted() {
            let name = plan[address]?.name ?? ""
            let fields = plan[address]?.fieldsOfOthers ?? []
            lines += wrapped(
                fields.isEmpty
                    ? "The \(address.word) \(name) of others is taken over."
                    : "\(FieldConflicts(fields: fields).words): taken over.", mark: .change)
        }
        for case .publishRecords(let domain, let records, _)? in plan.resources.map({
            $0.action.isRight ? nil : $0.task
        }) {
            let which = records.isEmpty ? "SES names them then" : "screen 5 lists them"
            lines.append(.init("3 DNS records of \(domain) are for a person to publish; \(which)."))
        }
        for risk in risks { lines += wrapped(risk, mark: .attention) }
        if state.isMasked, state.mode == .live {
            lines.append(.init("\(state.maskedKinds.capitalizedFirst): masked here, real in AWS.", mark: .attention))
        }
        let changes = state.changes
        let sides = state.actingSides
        return DialogOverlay(
            title: "Apply \(changes.counting("change"))?", lines: lines,
            choices: [
                .init(
                    label: "Apply",
                    says: Says("About 30 seconds. Esc stops after the call in flight; what was made stays."),
                    run: { $0.startApply(.sides(sides)) }),
                .init(label: "Not yet", says: Says("Closes this. Nothing is changed.")),
            ], escapeWords: "not yet")
    }

    /// Offers to try one resource again.
    static func again(_ address: ResourceAddress, _ state: WizardState) -> DialogOverlay {
        var lines: [DialogOverlay.Line] = []
        var text = ""
        var (end, mark) = ("did not work", Mark.wrong)
        switch state.planning.progress[address] {
        case .unknown(let trouble)?:
            (end, mark) = ("may have been written", .unknown)
            fallthrough
        case .failed(let trouble)?:
            text = trouble.sentence + "\n" + trouble.advice
            lines = wrapped(trouble.sentence, mark: mark) + wrapped(trouble.advice, mark: nil)
        default: break
        }
        return DialogOverlay(
            title: "\(address.word.capitalizedFirst) \(end)", titleMark: mark, lines: lines,
            choices: [
                .init(
                    label: "Try again",
                    says: Says("Looks first, then makes what is missing of this one. The others stay as they are."),
                    run: { $0.startApply(.only(address)) }),
                .init(label: "Close", says: Says("Closes this. Nothing is changed.")),
            ], copyText: text)
    }

    private static func wrapped(_ text: String, mark: Mark?) -> [DialogOverlay.Line] {
        text.isEmpty ? [] : [.init(text, mark: mark)]
    }
}
