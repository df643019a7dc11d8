import Calls
import Canvas
import Design
import Diagnosis
import Wire

/// What one link rests on: the finding whole, what was read and where, and what that rules out.
enum EvidencePage: Screen {
    /// Shows the evidence of a link.
    static func open(_ link: Link, _ state: inout WizardState) -> [WizardEffect] {
        state.diagnosing.link = link
        state.turn(to: .evidence)
        return []
    }

    /// The drawing that explains the link, where one does.
    private static func picture(_ state: WizardState) -> Picture? {
        state.diagnosing.result?.picture(
            of: state.diagnosing.link, statement: state.diagnosing.statement, isNarrow: false)
    }

    /// Shows the picture of another statement, where there are several; else scrolls.
    private static func step(by step: Int, _ state: inout WizardState) -> [WizardEffect] {
        guard let trust = state.diagnosing.result?.trust, trust.statements.count > 1,
            [.trust, .provider].contains(state.diagnosing.link)
        else { return state.scroll(by: step) }
        let count = trust.statements.count
        let index = state.diagnosing.statement ?? trust.nearest ?? 0
        state.diagnosing.statement = (index + step + count) % count
        return []
    }

    /// What was found by now, also while something still runs.
    private static func known(_ state: WizardState) -> (diagnosis: Diagnosis, seen: Observations)? {
        if let result = state.diagnosing.result { return (result.diagnosis, result.seen) }
        return state.diagnosing.run.flatMap { run in run.diagnosis.map { ($0, run.seen) } }
    }

    private static func link(_ state: WizardState) -> LinkResult? {
        known(state)?.diagnosis.links.first { $0.link == state.diagnosing.link }
    }

    /// The cause that the page is about; nil for a link that is not wrong by itself.
    private static func cause(_ state: WizardState) -> Finding? {
        state.diagnosing.result == nil ? nil : link(state)?.findings.first(where: \.isRootCause)
    }

    static func items(_ state: WizardState) -> [Item] {
        if cause(state) != nil { return [.row(.row(0), enter: "see the fix") { $0.showFix(of: cause($0)) }] }
        return [.row(.row(0), enter: "back") { $0.goBack() }]
    }

    static func bindings(_ state: WizardState) -> [Binding] {
        [
            Binding([.left], "Left/Right", "other link") { turn(by: -1, &$0) },
            .hidden([.right]) { turn(by: 1, &$0) },
            .hidden([.up]) { step(by: -1, &$0) },
            .hidden([.down]) { step(by: 1, &$0) },
            .letter("e", "as commands") { $0.show(DiagnoseCommands.viewer($0)) },
            .letter("c", "copy") { state in state.copy(text(state), what: "the evidence") },
            .letter("v", "answers whole", place: .help) { $0.show(answers($0)) },
            .letter("p", "prove it", place: .help, unless: state.proofObstacle) { $0.askToProve() }
                .named("Prove it", "A dialog first; then the role is really taken, for a moment. Nothing is changed."),
        ]
    }

    private static func turn(by step: Int, _ state: inout WizardState) -> [WizardEffect] {
        let links = Link.allCases
        let index = links.firstIndex(of: state.diagnosing.link) ?? 0
        state.diagnosing.link = links[(index + step + links.count) % links.count]
        state.scrolled = nil
        return []
    }

    static func side(_ state: WizardState) -> Side? { DiagnoseResultPage.side(state.diagnosing.link) }

    // MARK: Drawing

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        pen.park(3)
        pen.target(.row(0), 3..<pen.layout.width - 1)
        if let picture = picture(state) {
            picture.paint(&pen)
            pen.blank()
        }
        guard let known = known(state), let result = link(state) else {
            pen.line("Nothing was read yet.")
            return
        }
        var findings = result.findings.filter { $0.status != .pass && $0.status != .skipped }
        if findings.isEmpty { findings = Array(result.findings.prefix(1)) }
        if findings.isEmpty { pen.line(.nothing, "\(result.link.words): no check looks at it.") }
        for (index, finding) in findings.enumerated() {
            if index > 0 { pen.blank() }
            paint(finding, &pen)
        }
        pen.blank()
        paintSeen(result, known, findings, &pen)
        let right = known.diagnosis.links(.right)
        if result.state == .wrong, !right.isEmpty {
            heading("Ruled out", "\(Diagnosis.words(right)): all ✓", &pen)
        }
    }

    private static func paint(_ finding: Finding, _ pen: inout Pen) {
        let edge = pen.layout.width - 2 - TextWidth.columns(finding.code)
        let isState = finding.status == .pass || finding.status == .skipped
        let title = isState ? "\(finding.link.words): \(finding.title)" : finding.title
        pen.mark(finding.status.mark, 3)
        for (index, line) in TextWrap.lines(TerminalText.sanitized(title, limit: .max), edge - 7).enumerated() {
            pen.put(line, 5, .bold)
            if index == 0, !isState { pen.put(finding.code, edge, .faint) }
            pen.advance()
        }
        let headings = finding.headings + [("Fix", finding.fix?.text ?? "")].filter { !$0.1.isEmpty }
        if !headings.isEmpty { pen.blank() }
        for (name, text) in headings { heading(name, text, &pen) }
    }

    private static func heading(_ heading: String, _ text: String, _ pen: inout Pen) {
        let indent = 16
        let room = min(pen.layout.width - 1, 100) - indent
        for (index, line) in TextWrap.lines(TerminalText.sanitized(text, limit: .max), room).enumerated() {
            if index == 0 { pen.put(heading, 5, .faint) }
            pen.put(line, indent)
            pen.advance()
        }
    }

    /// What was read for the link: values where checks name them, else calls and when they were answered.
    private static func paintSeen(
        _ result: LinkResult, _ known: (diagnosis: Diagnosis, seen: Observations), _ findings: [Finding],
        _ pen: inout Pen
    ) {
        let evidence = findings.flatMap(\.evidence)
        for (index, item) in evidence.enumerated() {
            let source = item.source == .seen ? "" : "  \(item.source.rawValue)"
            let place = [item.account ?? "cluster", item.call, item.field].filter { !$0.isEmpty }
            heading(index == 0 ? "Seen in" : "", place.joined(separator: "  ") + source, &pen)
            heading("", "  " + item.value, &pen)
        }
        let calls = Doctor.reads(of: result.link, known.diagnosis.subject, known.seen, at: known.diagnosis.at)
        for (index, call) in calls.enumerated() {
            heading(index == 0 ? "Read" : "", line(of: call, known.seen[call]), &pen)
        }
        if calls.isEmpty, evidence.isEmpty, result.state == .notLooked {
            heading("Read", "nothing: not enough of the subject is known for it", &pen)
        }
    }

    /// A call with where it went and what came back.
    static func line(of call: Call, _ answer: Answer?) -> String {
        let place = answer.map(\.caller).flatMap { $0.isEmpty ? nil : $0 } ?? call.side.words
        let outcome: String
        switch answer?.outcome {
        case .success?: outcome = "answered"
        case .failure(let failure)?: outcome = failure.kind == .absent ? "does not exist" : failure.words
        case nil: outcome = "not asked"
        }
        return "\(place)  \(call.words)  \(outcome)"
    }

    // MARK: Words

    static func says(_ state: WizardState) -> Says {
        let turn = "Left/Right: the other links, also the green ones."
        guard let result = state.diagnosing.result else {
            return Says("What was read so far; the rest is on its way.", turn)
        }
        if let warning = picture(state)?.warning, !warning.isEmpty {
            return Says(
                warning, cause(state) != nil ? "Enter shows the fix. \(turn)" : "Enter goes back. \(turn)",
                mark: .attention)
        }
        if let words = agreement(state, result) { return Says(words, "Enter goes back. \(turn)") }
        let read =
            state.isRecorded
            ? "Everything here was recorded: \(state.diagnosing.recording?.source ?? "")."
            : "Everything here was read\(state.clock(result.at).map { " at \($0.prefix(5))" } ?? ", nothing was changed")."
        return cause(state) != nil ? Says(read, "Enter shows the fix. \(turn)") : Says(read, "Enter goes back. \(turn)")
    }

    /// What a picture says where everything in it is right; nil where something is not, or nothing is drawn.
    private static func agreement(_ state: WizardState, _ result: DiagnoseResult) -> String? {
        func isRight(_ links: [Link]) -> Bool {
            result.diagnosis.links.allSatisfy { !links.contains($0.link) || $0.state == .right }
        }
        switch state.diagnosing.link {
        case .provider, .trust:
            guard result.trust?.isOpen == true, isRight([.provider, .trust]) else { return nil }
            return result.tokenSaid == nil
                ? "Each value agrees. p compares with a real token." : "Each value agrees, with a real token as well."
        case .permissions, .sendingPolicy, .sandbox, .delivery:
            guard result.doors != nil, isRight([.permissions, .sendingPolicy, .sandbox, .delivery]) else { return nil }
            return "Both doors are open and the addresses are right."
        case .you, .token, .role: return nil
        }
    }

    /// The page as text.
    private static func text(_ state: WizardState) -> String {
        guard let known = known(state), let result = link(state) else { return "" }
        let reports = result.findings.map { finding in
            finding.status == .pass ? "\(finding.link.words): \(finding.title)\n" : finding.report
        }
        let calls = Doctor.reads(of: result.link, known.diagnosis.subject, known.seen, at: known.diagnosis.at)
        let lines = calls.map { "Read: " + line(of: $0, known.seen[$0]) + "\n" }
        return TerminalText.sanitized(reports.joined() + lines.joined(), keepingLines: true, limit: .max)
    }

    /// What AWS and the cluster answered about the link, whole.
    private static func answers(_ state: WizardState) -> ViewerOverlay {
        guard let known = known(state), let result = link(state) else { return ViewerOverlay(pages: []) }
        let calls = Doctor.reads(of: result.link, known.diagnosis.subject, known.seen, at: known.diagnosis.at)
        let pages = calls.compactMap { call -> ViewerPage? in
            guard let value = known.seen[call]?.value else { return nil }
            let text = TerminalText.sanitized(value.serialized(.pretty), keepingLines: true, limit: .max)
            return ViewerPage(file: call.words, place: known.seen[call]?.caller ?? "", content: text + "\n")
        }
        let none = ViewerPage(title: "Answers", lines: [.init("No call about the \(result.link.words) was answered.")])
        return ViewerOverlay(
            pages: pages.isEmpty ? [none] : pages,
            says: Says("What AWS and the cluster answered, as their own tools print it.", "c copies it."))
    }
}
