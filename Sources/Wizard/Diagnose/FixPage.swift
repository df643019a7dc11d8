import Calls
import Canvas
import Design
import Diagnosis
import Identifiers
import Wire

/// The change that repairs one cause: nothing else of the plan, and nothing before `a` and a yes.
enum FixPage: Screen {
    static func items(_ state: WizardState) -> [Item] {
        guard let fix = state.diagnosing.fix else { return [.back] }
        var items: [Item] = []
        if fix.resource?.action.writes == true {
            let busy = obstacle(state)
            items.append(.button(.applyFix, "Apply this change", enter: "apply", disabled: busy) { confirm(&$0) })
        } else if !fix.restarts.isEmpty {
            items.append(
                .button(
                    .restartPods, "Restart \(names(fix))", enter: "see what restarts", disabled: state.restartObstacle
                ) {
                    restart(&$0)
                })
        } else if let screen = elsewhere(fix) {
            items.append(
                .button(.proceed, "Go to screen \(screen.rawValue)", enter: "go there") { state in
                    if screen == .apply { state.planning.isOld = true }
                    return state.go(to: screen)
                })
        }
        return items + [.back]
    }

    /// The screen where it is repaired that this page cannot repair.
    private static func elsewhere(_ fix: DiagnoseFix) -> ScreenID? {
        if fix.isNote { return nil }
        if let action = fix.resource?.action { return action == .conflict ? .apply : nil }
        return fix.address == nil ? fix.finding.fix?.remedy?.screen : nil
    }

    static func bindings(_ state: WizardState) -> [Binding] {
        let fix = state.diagnosing.fix
        let commands = commands(state).isEmpty ? "there is no command for it" : nil
        let file = fix?.resource?.documentName == nil ? "it is no document" : nil
        return [
            fix?.restarts.isEmpty == false
                ? .letter("a", "restart", unless: state.restartObstacle) { restart(&$0) }
                : .letter("a", "apply", unless: obstacle(state)) { confirm(&$0) },
            .letter("e", "as commands", unless: commands) { $0.show(commandsViewer($0)) },
            .letter("v", "whole file", unless: file) { state in
                guard let resource = state.diagnosing.fix?.resource, let text = resource.wantedDocument,
                    let name = resource.documentName
                else { return [] }
                return state.show(
                    ViewerOverlay(pages: [ViewerPage(file: name.rawValue, place: "as it is wanted", content: text)]))
            },
            .letter("c", "copy") { state in state.copy(text(state), what: "the fix") },
            .letter("r", "read again", place: .help, unless: state.liveObstacle) { $0.planFix() },
        ]
    }

    /// Why it cannot be applied now; nil when it can.
    static func obstacle(_ state: WizardState) -> String? {
        if let reason = state.liveObstacle { return reason }
        if state.work.isRunning(.applyFix) || state.planning.isApplying { return "apply is running" }
        guard let fix = state.diagnosing.fix, fix.address != nil else { return "sesame does not change this" }
        guard let planned = fix.planned else { return "still reading what is there" }
        guard case .success = planned else { return "what is there could not be read, r reads again" }
        guard let resource = fix.resource else { return "the plan has nothing of this" }
        switch resource.action {
        case .create, .change: break
        case .conflict: return "others made it; screen 6 shows what can be done"
        case .unknown: return "it cannot be told what is there"
        case .waiting: return "it waits for a person"
        case .adopt, .unchanged: return "there is nothing to change"
        }
        let side: Side = resource.side == .kubernetes ? .eks : resource.side
        if let mismatch = state.mismatch(on: side) {
            return "\(side.words) is \(mismatch.found), not \(mismatch.named)"
        }
        return nil
    }

    static func landing(_ state: WizardState) -> ItemID { .button(.back) }

    static func side(_ state: WizardState) -> Side? { state.diagnosing.fix?.address?.side }

    /// What would restart, as far as a button has room for it.
    private static func names(_ fix: DiagnoseFix) -> String {
        guard fix.restarts.count == 1, TextWidth.columns(fix.restarts[0].words) <= 40 else {
            return fix.restarts.count.counting("workload")
        }
        return fix.restarts[0].words
    }

    /// Looks at what would restart, and asks.
    private static func restart(_ state: inout WizardState) -> [WizardEffect] {
        guard let fix = state.diagnosing.fix else { return [] }
        return state.askToRestart(fix.restarts, fix.answers)
    }

    /// Asks once more before it is written; keys that were typed ahead say nothing.
    private static func confirm(_ state: inout WizardState) -> [WizardEffect] {
        guard obstacle(state) == nil, let resource = state.diagnosing.fix?.resource else { return [] }
        let place = ApplyScreen.place(resource.side, state)
        var lines = [DialogOverlay.Line("\(place): \(resource.action == .create ? "1 to add" : "1 to change")")]
        if !resource.fieldsOfOthers.isEmpty {
            lines += WrappedLines.make("\(FieldConflicts(fields: resource.fieldsOfOthers).words): taken over.", 62)
                .enumerated().map { $0 == 0 ? .init($1, mark: .change) : .init("  " + $1) }
        }
        lines += resource.risks.map { .init($0, mark: .attention) }
        lines += resource.mails.map { .init("A mail with a link goes to \($0).", mark: .attention) }
        let dialog = DialogOverlay(
            title: "Apply 1 change?", lines: lines,
            choices: [
                .init(
                    label: "Apply",
                    says: Says("Writes this one resource, then the link is checked again by itself."),
                    run: { $0.applyFix() }),
                .init(label: "Not yet", says: Says("Closes this. Nothing is changed.")),
            ], escapeWords: "not yet")
        return state.show(dialog) + [.dropTypeAhead]
    }

    // MARK: Drawing

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        guard let fix = state.diagnosing.fix else {
            pen.line("There is nothing to repair.")
            pen.blank()
            pen.buttons(items(state))
            return
        }
        if let resource = fix.resource {
            paintTitle(resource, state, &pen)
            pen.blank()
            paint(resource, fix, state, &pen)
        } else {
            paintWithoutPlan(fix, state, &pen)
        }
        if let trouble = fix.trouble {
            pen.mark(.wrong, 3)
            pen.prose(trouble.sentence, column: 5)
            pen.prose(trouble.advice, column: 5)
        }
        pen.blank()
        pen.buttons(items(state))
    }

    private static func paintTitle(_ resource: PlannedResource, _ state: WizardState, _ pen: inout Pen) {
        let place = ApplyScreen.place(resource.side, state)
        let edge = pen.layout.width - 1 - TextWidth.columns(place)
        pen.mark(PlanRow.mark(resource.action), 3)
        pen.put("\(resource.address.word) \(resource.name)", 5, .bold, limit: max(30, edge - 2), cut: .middle)
        pen.put(place, max(32, edge), .faint)
        pen.advance()
    }

    private static func paint(
        _ resource: PlannedResource, _ fix: DiagnoseFix, _ state: WizardState, _ pen: inout Pen
    ) {
        pen.prose(resource.reason, column: 5)
        for difference in ResourceDetails.differences(resource) {
            if let from = difference.from { code("\(difference.path)  \(from)", .removed, fix, &pen) }
            if let to = difference.to { code("\(difference.path)  \(to)", .add, fix, &pen) }
        }
        for risk in resource.risks {
            pen.mark(.attention, 5)
            pen.prose(risk, column: 7)
        }
        for mail in resource.mails {
            pen.mark(.attention, 5)
            pen.prose("A mail with a link goes to \(mail).", column: 7)
        }
        if let task = resource.task { pen.prose(task.sentence, column: 5) }
        if let denial = resource.denial { pen.prose("cannot tell: \(denial.words)", column: 5) }
        paintDocument(resource, fix, &pen)
        switch fix.progress {
        case .running?:
            pen.blank()
            pen.line(.running, "Being written.", column: 3)
        case _ where resource.action.writes:
            pen.blank()
            let calls = resource.steps.map(\.call.words).joined(separator: ", ")
            pen.prose("Call: \(calls). Then this link is checked again.", column: 5)
        case _ where resource.action.isRight:
            pen.prose("sesame's plan wants nothing else here. What is left is for a person:", column: 5)
            paintByHand(fix, &pen)
        default: paintByHand(fix, &pen)
        }
    }

    /// The issuer, and the few letters that stand for it here; nil where none is known.
    private static func issuer(_ fix: DiagnoseFix) -> (whole: String, short: String)? {
        fix.answers.oidcProvider.map { ($0.text, "oidc…\($0.text.suffix(2))") }
    }

    /// A text with the issuer in few letters.
    private static func short(_ text: String, _ fix: DiagnoseFix) -> String {
        issuer(fix).map { text.replacing($0.whole, with: $0.short) } ?? text
    }

    /// Remembers what a row says where the issuer stands in it in few letters.
    private static func noteIssuer(_ row: String, _ fix: DiagnoseFix, _ pen: inout Pen) {
        guard let issuer = issuer(fix), row.contains(issuer.short) else { return }
        pen.note(cut: row.replacing(issuer.short, with: issuer.whole))
    }

    private static func paintDocument(_ resource: PlannedResource, _ fix: DiagnoseFix, _ pen: inout Pen) {
        // A deployment has much that its controllers and the server's defaults wrote, and that nothing here takes away: what
        // differs stands above already.
        guard resource.address != .deployment || resource.differences.isEmpty,
            let wanted = resource.wantedDocument, let current = resource.currentDocument, current != wanted
        else { return }
        let diff = LineDiff.make(short(current, fix), short(wanted, fix))
        pen.blank()
        pen.put("\(resource.documentName?.rawValue ?? "document")   \(diff.summary)", 5, .bold)
        pen.advance()
        let page = ViewerPage(title: "", lines: diff.lines)
        for row in page.rows(pen.layout.width) {
            if let mark = row.mark { pen.mark(mark, 3) }
            pen.put(row.text, 5)
            noteIssuer(row.text, fix, &pen)
            pen.advance()
        }
    }

    private static func code(_ text: String, _ mark: Mark, _ fix: DiagnoseFix, _ pen: inout Pen) {
        let text = short(TerminalText.sanitized(text, limit: .max), fix)
        for (index, piece) in LineBreaks.pieces(text, pen.layout.width - 6)
            .enumerated()
        {
            if index == 0 { pen.mark(mark, 3) }
            pen.put(piece, 5)
            noteIssuer(piece, fix, &pen)
            pen.advance()
        }
    }

    private static func paintWithoutPlan(_ fix: DiagnoseFix, _ state: WizardState, _ pen: inout Pen) {
        pen.mark(.wrong, 3)
        for line in TextWrap.lines(TerminalText.sanitized(fix.finding.title, limit: .max), pen.layout.width - 8) {
            pen.put(line, 5, .bold)
            pen.advance()
        }
        pen.blank()
        if fix.isNote {
            let words = fix.finding.headings.filter { ["Where", "Expected", "Found"].contains($0.heading) }
            for (heading, text) in words {
                for (index, line) in TextWrap.lines(text, pen.layout.width - 17).enumerated() {
                    if index == 0 { pen.put(heading, 5, .faint) }
                    pen.put(line, 16)
                    pen.advance()
                }
            }
            pen.blank()
        }
        if fix.address != nil {
            switch fix.planned {
            case nil:
                pen.line(.running, "Reading what would change.", column: 5)
                return
            case .failure(let problem)?:
                pen.line("What would change cannot be told:", column: 5)
                pen.prose(problem.sentence, column: 5)
                pen.prose(problem.advice, column: 5)
            case .success?:
                pen.line("sesame's plan has nothing of this.", column: 5)
            }
            pen.blank()
        }
        paintByHand(fix, &pen)
    }

    /// What a person does without sesame.
    private static func paintByHand(_ fix: DiagnoseFix, _ pen: inout Pen) {
        pen.prose(
            TerminalText.sanitized(fix.finding.fix?.text ?? "Nobody knows a fix for this.", limit: .max), column: 5)
        guard let commands = fix.finding.fix?.commands, !commands.isEmpty else { return }
        pen.blank()
        for command in commands {
            for line in ShellLines.broken(command, pen.layout.width - 6) { pen.line(line, column: 5) }
        }
        guard !fix.restarts.isEmpty else { return }
        pen.blank()
        for target in fix.restarts { pen.prose("Needs \(target.needs).", column: 5) }
    }

    // MARK: Words

    static func says(_ state: WizardState) -> Says {
        guard let fix = state.diagnosing.fix else { return Says("Enter goes back.") }
        switch state.focused.id {
        case .button(.applyFix):
            return Says("Asks once more, then writes this one resource.", "The link is checked again.")
        case .button(.restartPods):
            return Says(
                "Looks at what would restart and says it before anything does.",
                "Then the link is checked again.")
        case .button(.proceed): return Says("Goes to the screen where it is put right.")
        default: break
        }
        if fix.isNote {
            let isMasked = state.diagnosing.recording?.bundle.masked.isEmpty == false
            return Says(
                "A note for whoever owns it: c copies it. Nothing can be changed from here.",
                isMasked ? "Its stand-ins are the bundle's: its owner knows what they stand for." : "Enter goes back.")
        }
        if obstacle(state) == nil {
            return Says(
                "The fix for \(fix.finding.code), and nothing else. Enter goes back, a applies.",
                "It is read once more just before the write.")
        }
        if !fix.restarts.isEmpty {
            return Says(
                "The fix for \(fix.finding.code): a restart. Enter goes back, a looks at it and asks.",
                "Nothing restarts before a yes.")
        }
        if fix.address == nil || fix.resource != nil {
            return Says("What repairs \(fix.finding.code). Enter goes back.", "c copies it, e shows it as commands.")
        }
        return Says("Enter goes back. Nothing was written.")
    }

    /// What does it without sesame.
    private static func commands(_ state: WizardState) -> [String] {
        guard let fix = state.diagnosing.fix else { return [] }
        if let resource = fix.resource, resource.action.writes {
            let profile = resource.side == .ses ? fix.answers.sesProfile : fix.answers.eksProfile
            return resource.steps.map { $0.command(profile: profile) }
        }
        return fix.finding.fix?.commands ?? []
    }

    private static func commandsViewer(_ state: WizardState) -> ViewerOverlay {
        let commands = commands(state)
        return ViewerOverlay(
            pages: [
                ViewerPage(
                    title: "The fix as commands", lines: commands.map { .init($0) }, kind: .commands,
                    copyText: commands.joined(separator: "\n") + "\n")
            ], says: Says("The same change by hand. c copies one command a line."))
    }

    /// The fix as text, for whoever has to do it.
    private static func text(_ state: WizardState) -> String {
        guard let fix = state.diagnosing.fix else { return "" }
        return fix.finding.report + commands(state).map { $0 + "\n" }.joined()
    }
}
