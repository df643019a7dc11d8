import Calls
import Canvas
import Design
import Diagnosis
import Wire

/// What was found: the list of links, and the card of the focused row.
enum DiagnoseResultPage: Screen {
    // MARK: Items and keys

    static func items(_ state: WizardState) -> [Item] {
        guard let result = state.diagnosing.result else {
            return [.button(.checkAgain, "Check again") { $0.diagnoseAgain() }, .back]
        }
        return result.rows.indices.map { item($0, result) } + buttons(state, result)
    }

    private static func item(_ index: Int, _ result: DiagnoseResult) -> Item {
        let row = result.rows[index]
        switch row.kind {
        case .folded:
            return .row(.row(index), enter: result.isUnfolded ? "fold" : "show all") { state in
                state.diagnosing.result?.isUnfolded.toggle()
                return []
            }
        case .cause: return .row(.row(index), enter: "see the fix") { $0.showFix() }
        case .unknown: return .row(.row(index), enter: "what to ask for") { $0.showWhatToAsk() }
        case .right, .consequence, .risk, .notLooked:
            let link = row.link
            return .row(.row(index), enter: "evidence") { state in
                EvidencePage.open(link ?? state.diagnosing.result?.unseen.first ?? .you, &state)
            }
        }
    }

    private static func buttons(_ state: WizardState, _ result: DiagnoseResult) -> [Item] {
        var buttons: [Item] = []
        if result.hasFault {
            buttons.append(.button(.seeFix, "See the fix") { $0.showFix() })
        } else if result.hasDoubt {
            buttons.append(
                .button(.seeWhatToAsk, "See what to ask for", enter: "what to ask for") { $0.showWhatToAsk() })
        }
        if result.change != nil, !result.hasFault, state.route.origin == .test {
            buttons.append(
                .button(.send, "Send again", enter: "go there") { state in
                    let effects = state.go(to: .test)
                    return effects + state.setFocus(.button(.send))
                })
        }
        if !result.hasFault, !result.diagnosis.isProven {
            buttons.append(
                .button(.prove, "Prove it", enter: "prove it", disabled: state.proofObstacle) { $0.askToProve() })
        }
        buttons.append(
            .button(.seeEvidence, "See the evidence", enter: "evidence") { EvidencePage.open(link($0), &$0) })
        let busy = state.work.isRunning(.diagnose) ? "it is being looked at" : nil
        if !state.isRecorded {
            buttons.append(.button(.checkAgain, "Check again", disabled: busy) { $0.diagnoseAgain() })
        }
        buttons.append(
            .button(.copyReport, "Copy the report", enter: "see the report") { $0.show(DiagnoseReport.viewer($0)) })
        buttons.append(
            .button(.seeActions, "See all actions", enter: "see actions") { $0.show(ActionsList.overlay($0)) })
        return buttons + [.back]
    }

    static func bindings(_ state: WizardState) -> [Binding] {
        let busy = state.liveObstacle ?? (state.work.isRunning(.diagnose) ? "it is being looked at" : nil)
        let nothing = state.diagnosing.result == nil ? "nothing was looked at" : nil
        let notBundled = state.isRecorded ? "it is a bundle already" : nothing
        let watching = state.diagnosing.isWatching
        let hasPane = BodyLayout.hasRoomForPreview(state.size) && state.diagnosing.result != nil
        let watch = Binding.letter(
            "t", watching ? "stop watching" : "watch", place: watching ? .footer : .help,
            unless: state.liveObstacle ?? nothing
        ) {
            $0.toggleWatch()
        }.named(
            watching ? "Stop watching" : "Watch until all is right",
            watching ? "Nobody looks any more. What was seen stays." : "A look every 15 seconds, reading only.")
        let pictures: [Binding] =
            !hasPane
            ? []
            : [
                Binding([.left], "Left/Right", "other picture", place: .help) { turnPane(by: -1, &$0) },
                .hidden([.right]) { turnPane(by: 1, &$0) },
            ]
        let looks: [Binding] = [
            .letter("v", "evidence", unless: nothing) { EvidencePage.open(link($0), &$0) }
                .named("See the evidence", "What was read about this link, where, and what it says."),
            .letter("r", "again", unless: busy) { $0.diagnoseAgain() }
                .named("Check again", "Looks at all nine links again, reading only."),
        ]
        // What ends it comes first while it goes on.
        let first = watching ? [watch] + looks : looks + [watch]
        return pictures + first + [
            .letter("p", "prove it", place: .help, unless: state.proofObstacle) { $0.askToProve() }
                .named("Prove it", "A dialog first; then the role is really taken, for a moment. Nothing is changed."),
            .letter("c", "copy", unless: nothing) { state in
                state.diagnosing.result.map { state.copy($0.diagnosis.short, what: "the short report") } ?? []
            }.named("Copy the short report", "Six lines for a chat, nothing secret in them."),
            Binding([.character("w")], "w", "bundle", place: .standard, weight: 9, unless: notBundled) {
                $0.prepareBundle()
            }.named("Write a bundle", "A page first that says what is in it; secrets never are."),
            .letter("e", "as commands", place: .help, unless: nothing) { $0.show(DiagnoseCommands.viewer($0)) }
                .named(
                    "As commands",
                    "The reading commands, for somebody else to run. What they print can be pasted on the first page."),
            .letter("d", "diagnose something else", place: .help) { $0.diagnose() },
        ]
    }

    /// Shows the picture of another link at the side.
    private static func turnPane(by step: Int, _ state: inout WizardState) -> [WizardEffect] {
        guard BodyLayout.hasRoomForPreview(state.size), state.diagnosing.result != nil else { return [] }
        let links = Link.allCases
        let index = links.firstIndex(of: state.diagnosing.paneLink ?? link(state)) ?? 0
        state.diagnosing.paneLink = links[(index + step + links.count) % links.count]
        return []
    }

    /// The picture of the focused link, or what was read about it.
    static func preview(_ state: WizardState) -> Preview? {
        guard let result = state.diagnosing.result else { return nil }
        let link = state.diagnosing.paneLink ?? link(state)
        // A drawing that has to be broken is none; there is always the page of its own.
        let room = BodyLayout.previewColumns(state.size)
        if let picture = result.picture(of: link, isNarrow: true), picture.columns <= room { return picture.preview }
        let calls = Doctor.reads(of: link, result.diagnosis.subject, result.seen, at: result.diagnosis.at)
        let lines = calls.map { EvidencePage.line(of: $0, result.seen[$0]) }
        return Preview(
            title: "What was read about the \(link.words)", count: "",
            lines: lines.isEmpty ? ["Nothing was asked about it."] : lines, marked: [], isDocument: false,
            more: "more: v")
    }

    /// The link of the row whose card is shown.
    static func link(_ state: WizardState) -> Link {
        let result = state.diagnosing.result
        return result?.shownRow?.link ?? result?.card?.link ?? .trust
    }

    static func landing(_ state: WizardState) -> ItemID {
        guard let result = state.diagnosing.result else { return .button(.checkAgain) }
        let kinds: [DiagnoseRow.Kind] = [.cause, .unknown]
        let row = kinds.lazy.compactMap { kind in result.rows.firstIndex { $0.kind == kind } }.first
        if let row { return .row(row) }
        if state.isRecorded { return .button(.seeEvidence) }
        if result.change != nil, state.route.origin == .test { return .button(.send) }
        return .button(result.diagnosis.isProven || state.proofObstacle != nil ? .checkAgain : .prove)
    }

    static func prepare(_ state: inout WizardState) {
        state.diagnosing.result?.isWide = BodyLayout.hasRoomForPreview(state.size)
        guard case .row(let index) = state.focused.id, state.diagnosing.result?.lastRow != index else { return }
        state.diagnosing.result?.lastRow = index
        state.diagnosing.paneLink = nil
    }

    static func side(_ state: WizardState) -> Side? {
        guard case .row = state.focused.id else { return nil }
        return side(state.diagnosing.result?.shownRow?.link)
    }

    /// The side that a link is on.
    static func side(_ link: Link?) -> Side? {
        switch link {
        case .sendingPolicy?: .ses
        case nil: nil
        default: .eks
        }
    }

    // MARK: Drawing

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        guard let result = state.diagnosing.result else {
            paintTrouble(state, &pen)
            return
        }
        let isLooking = state.work.isRunning(.diagnose)
        if let recording = state.diagnosing.recording, state.isRecorded {
            paintSource(recording, state, &pen)
            paintHead(result.diagnosis.subject.words, result.verdict, recording.masked, &pen)
        } else {
            paintHead(
                result.diagnosis.subject.words,
                isLooking && !state.diagnosing.isWatching ? "looking again" : result.verdict,
                state.clock(result.at) ?? "", &pen)
        }
        for (index, row) in result.rows.enumerated() { paint(row, index, &pen) }
        pen.blank()
        paintCard(state, result, &pen)
        paintChanges(state, &pen)
        pen.blank()
        pen.buttons(items(state))
    }

    /// Which file it is, when it was read and by what, and how old it is.
    private static func paintSource(_ recording: DiagnoseRecording, _ state: WizardState, _ pen: inout Pen) {
        let age = recording.age(at: state.now)
        let edge = pen.layout.width - 1 - TextWidth.columns(age)
        // With little room the program that wrote it gives way first; the pages of evidence name it.
        let needed = 3 + TextWidth.columns(recording.name) + 3 + TextWidth.columns(recording.source) + 2
        let source = needed <= edge ? recording.source : recording.time
        let room = edge - 5 - TextWidth.columns(source)
        let end = pen.put(recording.name, 3, .bold, limit: max(20, room), cut: .middle)
        pen.put(source, end + 3, limit: edge - 2)
        pen.put(age, edge, .faint)
        pen.advance()
    }

    private static func paintTrouble(_ state: WizardState, _ pen: inout Pen) {
        paintHead(state.diagnosing.subject?.words ?? "", "not looked at", "", &pen)
        if let trouble = state.diagnosing.trouble {
            pen.mark(.wrong, 3)
            pen.prose(trouble.sentence, column: 5)
            pen.prose(trouble.advice, column: 5)
        } else {
            pen.line("What was read before is of another world. Check again looks at this one.")
        }
        pen.blank()
        pen.buttons(items(state))
    }

    /// The first line: whose mail, the verdict, and when; where there is little room the verdict stands below.
    static func paintHead(_ subject: String, _ verdict: String, _ time: String, _ pen: inout Pen) {
        let edge = pen.layout.width - 1 - time.count
        let isRoomy = 3 + TextWidth.columns(subject) + 2 + TextWidth.columns(verdict) + 2 <= edge
        let end = pen.put(subject, 3, .bold, limit: edge - 2, cut: .middle)
        if isRoomy {
            pen.put(verdict, min(max(end + 4, 38), max(end + 2, edge - 2 - TextWidth.columns(verdict))))
        }
        pen.put(time, edge, .faint)
        pen.advance()
        if isRoomy { pen.blank() } else { pen.line(verdict) }
    }

    private static func paint(_ row: DiagnoseRow, _ index: Int, _ pen: inout Pen) {
        let isNarrow = pen.layout.width < 80
        let edge = pen.layout.width - 1
        let words = isNarrow ? 21 : 25
        var verdict = row.verdict
        // Beside the pictures there is room for half of it.
        if isNarrow, verdict.hasPrefix("follows") { verdict = "follows" }
        pen.mark(row.mark, 3)
        let end = pen.label(row.name, 5, limit: words - 1)
        let limit = verdict.isEmpty ? edge : edge - TextWidth.columns(verdict) - 2
        pen.put(row.words, words, limit: limit)
        pen.put(verdict, edge - TextWidth.columns(verdict), row.kind == .cause ? .bold : .faint)
        pen.item(.row(index), 5..<end)
        pen.advance()
    }

    /// What changed while it was watched, the newest first.
    private static func paintChanges(_ state: WizardState, _ pen: inout Pen) {
        guard let watch = state.diagnosing.watch else { return }
        pen.blank()
        pen.put("What changed, newest first", 3, .bold)
        let count = watch.looks.counting("look") + (state.clock(watch.since).map { " since \($0.prefix(5))" } ?? "")
        pen.put(count, pen.layout.width - 1 - TextWidth.columns(count), .faint)
        pen.advance()
        if watch.changes.isEmpty { pen.line("nothing yet", column: 5, style: .faint) }
        for change in watch.changes.prefix(3) {
            pen.put(state.clock(change.at) ?? "", 5)
            pen.mark(change.mark, 16)
            pen.label(change.link.words, 18, limit: 33)
            pen.put(TerminalText.sanitized(change.words, limit: .max), 34)
            pen.advance()
        }
    }

    private static func paintCard(_ state: WizardState, _ result: DiagnoseResult, _ pen: inout Pen) {
        if let card = result.card {
            FindingView.paint(card, &pen)
            if card.status == .unknown, let fix = card.fix { paintFix(fix, &pen) }
            return
        }
        guard !result.isStopped else {
            pen.line(.unknown, "Stopped before all was read. Nothing that was read is wrong.")
            return
        }
        pen.mark(.right, 3)
        pen.put(
            result.diagnosis.isProven
                ? "It works: the role was taken with a real token."
                : "It works, as far as can be seen without sending.",
            5, .bold)
        pen.advance()
        if let change = result.change {
            heading("Changed", time(change.at, state) + "\(change.what), as \(change.caller)", &pen)
            heading("Checked", time(result.at, state) + "by reading: \(change.finding.link.words) ✓", &pen)
        } else {
            let seen = state.isRecorded ? result.made.count : result.diagnosis.calls
            heading("Seen", "\(seen.counting("answer")), all of them read only", &pen)
        }
        if result.diagnosis.isProven, let proved = result.proved {
            heading("Proven", time(proved, state) + DiagnoseWords.proven(state.diagnosing.proof), &pen)
        }
        for (index, words) in DiagnoseWords.notSeen.enumerated() {
            heading(index == 0 ? "Not seen" : "", words, &pen)
        }
        pen.blank()
        pen.prose("Mail still does not go out? Paste what your program says; it is explained.")
    }

    /// A time before what was done then; nothing on the stage.
    private static func time(_ moment: Moment, _ state: WizardState) -> String {
        state.clock(moment).map { "\($0) " } ?? ""
    }

    private static func paintFix(_ fix: Finding.Fix, _ pen: inout Pen) {
        heading("Fix", fix.text, &pen)
        for command in fix.commands { heading("", command, &pen) }
    }

    private static func heading(_ heading: String, _ text: String, _ pen: inout Pen) {
        for (index, line) in TextWrap.lines(TerminalText.sanitized(text, limit: .max), pen.layout.width - 17)
            .enumerated()
        {
            if index == 0 { pen.put(heading, 5, .faint) }
            pen.put(line, 16)
            pen.advance()
        }
    }

    static func mark(_ state: LinkResult.State) -> Mark {
        switch state {
        case .wrong: .wrong
        case .follows, .notLooked: .nothing
        case .cannotTell: .unknown
        case .risk: .attention
        case .right: .right
        }
    }
}
