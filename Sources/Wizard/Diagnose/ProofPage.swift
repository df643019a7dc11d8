import Calls
import Canvas
import Design
import Diagnosis
import Identifiers
import Wire

/// Seen and proven side by side: what reading says of each step, and what came of really taking it.
enum ProofPage: Screen {
    private static func proof(_ state: WizardState) -> DiagnoseProof? { state.diagnosing.proof }

    private static func steps(_ proof: DiagnoseProof) -> [DiagnoseProof.Step] { DiagnoseProof.Step.allCases }

    // MARK: Items and keys

    static func items(_ state: WizardState) -> [Item] {
        guard let proof = proof(state) else { return [.back] }
        var items = steps(proof).indices.map { index in
            Item.row(.row(index), enter: "details") { state in
                guard let proof = Self.proof(state) else { return [] }
                return state.show(details(proof, steps(proof)[index], state))
            }
        }
        if proof.ended != nil {
            if proof.finding != nil {
                items.append(
                    .button(.seeWhatToAsk, "See what to ask for", enter: "what to ask for") { $0.show(note($0)) })
            }
            items.append(
                .button(.proveAgain, "Prove again", disabled: state.proofObstacle) { $0.askToProve() })
            items.append(
                .button(.copyReport, "Copy the report", enter: "see the report") { $0.show(DiagnoseReport.viewer($0)) })
        }
        return items + [.back]
    }

    static func bindings(_ state: WizardState) -> [Binding] {
        let report = state.diagnosing.result == nil || proof(state)?.ended == nil ? "the probe is running" : nil
        return [
            .letter("p", "prove again", place: .help, unless: state.proofObstacle) { $0.askToProve() }
                .named("Prove again", "A dialog first; then the role is really taken once more."),
            .letter("i", "request ids", unless: proof(state)?.tried.isEmpty != false ? "nothing was tried" : nil) {
                state in
                proof(state).map { state.show(requestIDs($0)) } ?? []
            },
            .letter("c", "copy", unless: report) { state in
                state.diagnosing.result.map { state.copy($0.diagnosis.short, what: "the short report") } ?? []
            },
        ]
    }

    static func landing(_ state: WizardState) -> ItemID {
        guard let proof = proof(state), proof.ended != nil else { return .row(0) }
        guard let broken = proof.broken, let index = steps(proof).firstIndex(where: { $0.link == broken.name }) else {
            return proof.broken == nil && proof.trouble == nil ? .button(.back) : .row(0)
        }
        return .row(index)
    }

    static func side(_ state: WizardState) -> Side? { .eks }

    // MARK: Drawing

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        guard let proof = proof(state) else {
            pen.line("Nothing was proven yet.")
            pen.blank()
            pen.buttons(items(state))
            return
        }
        DiagnoseResultPage.paintHead(
            proof.seen.subject.words, verdict(proof, state), state.clock(proof.ended) ?? "", &pen)
        pen.put("seen   proof", 46, .faint)
        pen.advance()
        for (index, step) in steps(proof).enumerated() { paint(step, index, proof, &pen) }
        if let wait = proof.wait { pen.line(.running, "Waits: \(TerminalText.sanitized(wait)).") }
        pen.blank()
        paintCard(proof, &pen)
        pen.blank()
        pen.buttons(items(state))
    }

    private static func paint(_ step: DiagnoseProof.Step, _ index: Int, _ proof: DiagnoseProof, _ pen: inout Pen) {
        pen.put(String(index + 1), 3)
        let words = Self.words(step, proof)
        let end = pen.put(words, 6, limit: 45)
        pen.item(.row(index), 6..<end)
        let judged = proof.judged(step).map(DiagnoseResultPage.mark) ?? .nothing
        pen.mark(judged, 48)
        pen.mark(mark(step, proof), 55)
        if let link = proof.link(step) {
            pen.put("\(link.milliseconds) ms".leftPadded(to: 7), 58)
            if let code = link.code { pen.put(TerminalText.sanitized(code), 66) }
        }
        pen.advance()
    }

    private static func words(_ step: DiagnoseProof.Step, _ proof: DiagnoseProof) -> String {
        let role = proof.seen.subject.role?.name.text ?? "the role"
        switch step {
        case .token: return "Token for \(proof.seen.subject.pods)"
        case .role: return "Key desk gives \(role)"
        case .caller: return "Who it is now"
        case .mail: return "Test mailbox takes the mail"
        }
    }

    private static func mark(_ step: DiagnoseProof.Step, _ proof: DiagnoseProof) -> Mark {
        if proof.doing == step.link { return .running }
        guard let link = proof.link(step) else {
            // Before a token is asked for, the annotation is looked at once more.
            let isBefore = step == .token && proof.broken?.name == .annotation
            return isBefore ? .wrong : .nothing
        }
        return link.isOK ? .right : link.mayHaveHappened ? .unknown : .wrong
    }

    private static func verdict(_ proof: DiagnoseProof, _ state: WizardState) -> String {
        guard let ended = proof.ended else { return "proving" }
        if proof.trouble != nil { return "not proven" }
        let judged = DiagnoseProof.Step.allCases.compactMap(proof.judged)
        let worst = LinkResult.State.allCases.first(where: judged.contains) ?? .right
        guard let broken = proof.broken else { return "proven\(state.clock(ended).map { " \($0.prefix(5))" } ?? "")" }
        let mark = broken.mayHaveHappened ? "?" : "✗"
        return "seen \(DiagnoseResultPage.mark(worst).glyph), proof \(mark)"
    }

    private static func paintCard(_ proof: DiagnoseProof, _ pen: inout Pen) {
        guard proof.ended != nil else {
            pen.prose("Nothing is changed by it. Token and keys stay in memory, and are forgotten afterwards.")
            return
        }
        if let trouble = proof.trouble {
            pen.mark(.wrong, 3)
            pen.prose(trouble.sentence, column: 5)
            pen.prose(trouble.advice, column: 5)
            return
        }
        if let finding = proof.finding {
            FindingView.paint(finding, &pen)
            return
        }
        if let broken = proof.broken {
            pen.mark(.wrong, 3)
            pen.prose(TerminalText.sanitized(broken.detail, limit: .max), column: 5)
            return
        }
        pen.mark(.right, 3)
        pen.put("The role was taken with a real token.", 5, .bold)
        pen.advance()
        if let caller = proof.link(.caller) { heading("Became", caller.detail, &pen) }
        if let mail = proof.link(.mail) { heading("Sent", mail.detail, &pen) }
        let open =
            (proof.link(.mail) == nil ? ["both doors and the addresses: no mail was sent"] : [])
            + ["webhook, network and library of the pods: it was done from here"]
        for (index, words) in open.enumerated() { heading(index == 0 ? "Not proven" : "", words, &pen) }
    }

    private static func heading(_ heading: String, _ text: String, _ pen: inout Pen) {
        let lines = TextWrap.lines(TerminalText.sanitized(text, limit: .max), min(pen.layout.width - 1, 100) - 17)
        for (index, line) in lines.enumerated() {
            if index == 0 { pen.put(heading, 5, .faint) }
            pen.put(line, 17)
            pen.advance()
        }
    }

    // MARK: Words

    static func says(_ state: WizardState) -> Says {
        guard let proof = proof(state) else { return Says("Enter goes back.") }
        guard proof.ended != nil else {
            return Says("Esc stops it. Nothing was changed.", "Token and keys are kept in memory only.")
        }
        let mail =
            proof.link(.mail).map { $0.isOK ? "1 mail was sent." : "The mail was refused." } ?? "No mail was sent."
        let after = "Nothing was changed. \(mail) Token and keys are forgotten."
        switch state.focused.id {
        case .button(.seeWhatToAsk): return Says("Enter shows what the probe met, as a note to send on.", after)
        case .button(.proveAgain): return Says("Asks first, then takes the role once more.", after)
        case .button(.copyReport): return Says("Three forms: for a chat, a ticket, a program.", after)
        case .button(.back): return Says("Back to the nine links.", after)
        default: return Says("Enter shows what came back for this step, whole.", after)
        }
    }

    private static func details(_ proof: DiagnoseProof, _ step: DiagnoseProof.Step, _ state: WizardState)
        -> ViewerOverlay
    {
        var lines: [String] = []
        for link in step.links {
            guard let result = proof.seen.links.first(where: { $0.link == link }) else { continue }
            lines.append("Seen      \(link.words): \(DiagnoseResultPage.mark(result.state).spoken), \(result.words)")
        }
        if step.links.isEmpty { lines.append("Seen      reading cannot tell") }
        if let link = proof.link(step) {
            lines.append("Proof     \(link.isOK ? "it held" : "it did not hold"), \(link.milliseconds) ms")
            lines.append("          \(link.detail)")
            if let message = link.message { lines.append("AWS says  \(message)") }
            if let id = link.requestID { lines.append("Request   \(id)") }
        } else {
            lines.append("Proof     not tried")
        }
        let clean = lines.map { TerminalText.sanitized($0, limit: .max) }
        return ViewerOverlay(pages: [ViewerPage(title: words(step, proof), lines: clean.map { .init($0) })])
    }

    private static func requestIDs(_ proof: DiagnoseProof) -> ViewerOverlay {
        let lines = proof.tried.map { "\($0.name.rawValue.blankPadded(to: 12)) \($0.requestID ?? "none")" }
        return ViewerOverlay(
            pages: [ViewerPage(title: "Request ids", lines: lines.map { .init($0) })],
            says: Says("What the support of AWS asks for. c copies them."))
    }

    /// What the probe met, for whoever can look further than the accounts.
    private static func note(_ state: WizardState) -> ViewerOverlay {
        guard let proof = proof(state), let finding = proof.finding else { return ViewerOverlay(pages: []) }
        let text =
            "A probe took the role as the pods of \(proof.seen.subject.words) do\(state.clock(proof.ended).map { ", at \($0)" } ?? "").\n\n"
            + finding.report
            + (proof.broken?.requestID.map { "Request id: \($0)\n" } ?? "")
        let clean = TerminalText.sanitized(text, keepingLines: true, limit: .max)
        return ViewerOverlay(
            pages: [
                ViewerPage(
                    title: "What to ask for",
                    lines: clean.split(separator: "\n", omittingEmptySubsequences: false).map { .init(String($0)) },
                    copyText: clean)
            ], says: Says("A note for whoever may look there. c copies it."))
    }
}

extension String {
    /// The text behind as many blanks as fill the columns.
    fileprivate func leftPadded(to columns: Int) -> String {
        String(repeating: " ", count: max(0, columns - count)) + self
    }
}
