import Calls
import Canvas
import Design
import Wire

/// 6: every resource, in which account, by whom; the only screen that writes them.
enum ApplyScreen: Screen {
    static let words: [HardWord] = [.provider, .permissionsPolicy, .sendingPolicy, .role]
    static let sides: [Side] = [.eks, .kubernetes, .ses]

    static func items(_ state: WizardState) -> [Item] {
        var items: [Item] = sides.flatMap { side in
            PlanRow.rows(state).filter { $0.address.side == side }.map {
                row($0.address, state)
            }
        }
        if state.form.preview.design != nil, state.reviewObstacle == nil {
            items += HandOverView.rows(state).indices.map {
                .row(.row($0), enter: "read it") { $0.show(HandOverView.viewer($0)) }
            }
        }
        return items + buttons(state)
    }

    private static func row(_ address: ResourceAddress, _ state: WizardState) -> Item {
        let hasChoice = ConflictMenu.isOffered(address, state)
        let words = state.planning.isFailed(address) ? "try again" : hasChoice ? "what to do" : "details"
        return .row(.resource(address), enter: words) { state in
            if state.planning.isFailed(address) { return state.show(ConfirmApply.again(address, state)) }
            if ConflictMenu.isOffered(address, state) { return state.show(ConflictMenu.dialog(address, state)) }
            return ResourceDetails.viewer(address, state).map { state.show($0) } ?? []
        }
    }

    private static func buttons(_ state: WizardState) -> [Item] {
        var buttons: [Item] = []
        if let field = state.form.preview.design == nil ? state.firstOpenField : nil {
            buttons.append(
                .button(.seeMissing, "Go to \(field.screen.rawValue): \(Field[field].label)", enter: "go there") {
                    $0.go(toField: field)
                })
        }
        if isUnread(state) { buttons.append(.button(.readAgain, "Read again") { $0.readPlan() }) }
        let hasHandOver = !state.handOverSides.isEmpty && state.reviewObstacle == nil
        if !state.planning.waiting.isEmpty {
            if state.mode == .demo {
                buttons.append(.button(.openInbox, "Open the demo inbox", enter: "open it") { $0.openInbox() })
            }
            if !state.waitingMails.isEmpty {
                buttons.append(ConfirmMails.button(state))
            }
            if state.waitingMails.contains(where: { $0.address != .senderIdentity }) {
                buttons.append(
                    .button(.useTestMailbox, "Use Amazon's test mailbox", enter: "use it") { useTestMailbox(&$0) })
            }
            if !state.planning.isApplying, !isUnread(state) {
                buttons.append(.button(.readAgain, "Read again") { $0.readPlan() })
            }
        }
        let changes = state.changes
        if changes > 0, !state.planning.isApplying {
            if hasHandOver { buttons.append(.writeFiles(state)) }
            let label =
                hasHandOver
                ? "Apply my \(changes) change" : changes == 1 ? "Apply this change" : "Apply these \(changes) change"
            buttons.append(
                .button(
                    .applyChanges, label + (changes == 1 ? "" : "s"), enter: "apply", disabled: state.applyObstacle
                ) { confirm(&$0) })
            if !hasHandOver { buttons.append(.writeFiles(state)) }
        } else if hasHandOver {
            buttons.append(.writeFiles(state))
        }
        buttons += [.proceed(unless: state.reviewObstacle), .back]
        return buttons
    }

    /// Whether there is no plan of what is there now although there could be one, and nobody is reading.
    private static func isUnread(_ state: WizardState) -> Bool {
        guard state.form.preview.design != nil, !state.actingSides.isEmpty, !state.planning.isApplying,
            state.reviewObstacle == nil, !state.work.isRunning(.plan)
        else { return false }
        return state.planning.trouble != nil || state.planning.plan == nil
    }

    /// Takes Amazon's own mailbox as the receiver; what was waiting for the other one's click is planned anew.
    private static func useTestMailbox(_ state: inout WizardState) -> [WizardEffect] {
        state.testing.useTestMailbox()
        var effects = state.enter(DelegateSending.mailboxSimulator, into: .sesReceiver) + state.leave(.sesReceiver)
        state.message = Says(
            "The test message goes to Amazon's test mailbox now; the plan is read again without the receiver.",
            mark: .right)
        if state.planning.isApplying {
            state.rereads = true
            effects += state.work.ids(.apply).map { WizardEffect.cancel($0) }
        } else {
            effects += state.readPlan()
        }
        return effects
    }

    static func bindings(_ state: WizardState) -> [Binding] {
        let files = state.form.preview.design == nil ? "answers are missing" : nil
        let hasNote = !state.handOvers.isEmpty
        return [
            .letter("a", hasNote ? "apply mine" : "apply", unless: state.applyObstacle) { confirm(&$0) },
            .letter("r", "read again", unless: state.planning.isApplying ? "apply is running" : nil) { $0.readPlan() },
            .letter("e", "as AWS commands", place: .help, unless: files) { $0.show(ResourceDetails.commands($0)) },
            .letter("c", hasNote ? "copy the note" : "copy the plan", place: hasNote ? .footer : .help) { state in
                let notes = state.handOvers.map(\.note).joined(separator: "\n")
                let text = notes.isEmpty ? ResourceDetails.planText(state) : notes
                return state.copy(text, what: notes.isEmpty ? "the plan" : "the note")
            },
        ]
    }

    /// Asks once more before anything is written.
    private static func confirm(_ state: inout WizardState) -> [WizardEffect] {
        guard state.applyObstacle == nil else { return [] }
        return state.show(ConfirmApply.dialog(state)) + [.dropTypeAhead]
    }

    static func side(_ state: WizardState) -> Side? {
        switch state.focused.id {
        case .resource(let address): address.side
        case .row: state.handOverSides.last
        default: nil
        }
    }

    static func openItems(_ state: WizardState) -> [ItemID] {
        guard state.screen == .apply || state.planning.plan != nil else { return [] }
        if state.planning.isAllRight, state.handOverSides.isEmpty { return [] }
        return state.planning.plan?.resources.filter { !state.planning.isRight($0) && $0.address != .roleAttachment }
            .map { .resource($0.address) } ?? []
    }

    static func landing(_ state: WizardState) -> ItemID {
        let rows = PlanRow.rows(state)
        if state.form.preview.design == nil, state.firstOpenField != nil { return .button(.seeMissing) }
        if state.reviewObstacle != nil { return .button(.proceed) }
        if state.planning.plan == nil, isUnread(state) { return .button(.readAgain) }
        if state.planning.isApplying || !state.planning.waiting.isEmpty && !state.planning.hasUntouched {
            if !state.planning.waiting.isEmpty { return waitingLanding(state) }
            return rows.first { $0.mark == .running }.map { .resource($0.address) } ?? rows.first.map {
                .resource($0.address)
            } ?? .button(.back)
        }
        let lost = state.planning.hasRun ? rows.first { $0.mark == .unknown } : nil
        if let failed = rows.first(where: { $0.mark == .wrong }) ?? lost { return .resource(failed.address) }
        if let conflict = rows.first(where: { $0.mark == .conflict }) { return .resource(conflict.address) }
        if state.planning.isAllRight || state.changes == 0 {
            return state.handOverSides.isEmpty
                ? .button(.proceed) : .button(state.done.files == nil ? .writeFiles : .proceed)
        }
        let first = rows.first { $0.mark == .change } ?? rows.first { $0.mark == .add } ?? rows.first
        return first.map { .resource($0.address) } ?? .button(.back)
    }

    /// While somebody has to click: in the demo the mailbox, where there is something to click.
    ///
    /// Else Continue, as an Enter too many must not mail anybody.
    private static func waitingLanding(_ state: WizardState) -> ItemID {
        if !state.handOverSides.isEmpty, state.done.files == nil { return .button(.writeFiles) }
        guard state.mode == .demo else { return .button(.proceed) }
        let isMailed = state.planning.isApplying || state.inbox.contains { $0.hasLink }
        return .button(isMailed || state.waitingMails.isEmpty ? .openInbox : .sendMailAgain)
    }

    static func arrive(_ state: inout WizardState) -> [WizardEffect] {
        guard !state.planning.isApplying else { return [] }
        guard state.planning.plan == nil || state.planning.isOld else { return [] }
        state.planning.plan = nil
        return state.readPlan()
    }

    static func prepare(_ state: inout WizardState) { state.form.preview.makeHandOvers(state.handOverSides) }

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        guard state.form.preview.design != nil else {
            paintMissing(state, &pen)
            return
        }
        let rows = PlanRow.rows(state)
        if let reason = state.reviewObstacle, rows.isEmpty {
            pen.line(reason.capitalizedFirst + "…")
            pen.blank()
        } else if !state.handOverSides.isEmpty {
            HandOverView.paint(state, rows, &pen)
        } else if rows.isEmpty {
            paintReading(state, &pen)
        } else {
            for side in sides { paintGroup(side, rows, state, &pen) }
            if rows.count <= 11 { pen.blank() }
            paintSummary(state, &pen)
            if rows.count <= 11 { pen.blank() }
        }
        pen.buttons(buttons(state))
    }

    static func paintGroup(_ side: Side, _ rows: [PlanRow], _ state: WizardState, _ pen: inout Pen) {
        let own = rows.filter { $0.address.side == side }
        guard !own.isEmpty else { return }
        pen.line(place(side, state), style: .bold)
        for row in own { row.paint(&pen) }
    }

    static func place(_ side: Side, _ state: WizardState) -> String {
        let caller = state.callerName(side).map { ", as \($0)" } ?? ""
        switch side {
        case .eks: return "EKS account \(state.form.text(of: .eksAccount))\(caller)"
        case .ses: return "SES account \(state.form.text(of: .sesAccount))\(caller)"
        case .kubernetes: return "Cluster \(state.form.text(of: .eksCluster))\(caller)"
        }
    }

    private static func paintMissing(_ state: WizardState, _ pen: inout Pen) {
        pen.line(.open, "The plan needs more answers first:")
        pen.blank()
        for field in FieldID.allCases {
            guard let problem = state.form.problems[field] else { continue }
            pen.line(.wrong, TextCut.end("\(Field[field].label): \(problem.sentence)", pen.layout.width - 7), column: 5)
        }
        for field in state.answers.missingFields.prefix(8) where state.form.problems[field] == nil {
            pen.line("\(Field[field].label)", column: 5)
        }
        for problem in state.answers.contradictions { pen.prose(problem.sentence, column: 5) }
        pen.blank()
        pen.line("g goes to a screen; Esc goes back.")
        pen.blank()
        pen.buttons(buttons(state))
    }

    private static func paintReading(_ state: WizardState, _ pen: inout Pen) {
        if let trouble = state.planning.trouble {
            pen.mark(.wrong, 3)
            pen.prose(trouble.sentence, column: 5)
            pen.prose(trouble.advice, column: 5)
        } else {
            pen.line("What is there was not read yet.")
        }
        pen.blank()
    }

    static func paintSummary(_ state: WizardState, _ pen: inout Pen) {
        guard let plan = state.planning.plan else { return }
        let rows = PlanRow.rows(state)
        if state.planning.hasRun {
            let right = state.planning.rightCount
            let waits = state.planning.waiting.count
            let person = waits == 0 ? "" : waits == 1 ? " 1 waits for a person." : " \(waits) wait for a person."
            let failed = rows.filter { $0.mark == .wrong }.count
            let unknown = rows.filter { $0.mark == .unknown }.count
            pen.line(
                "\(right) of \(plan.resources.count) right.\(person)\(failed == 0 ? "" : " \(failed) did not work.")"
                    + (unknown == 0 ? "" : " \(unknown) not known."))
            return
        }
        pen.prose(PlanSummaryWords.text(plan))
        guard rows.count <= 10, plan.summary.writes > 0 || !plan.mails.isEmpty else { return }
        pen.line("Nothing is deleted. a applies, e shows it as AWS commands.")
    }

    private static let notAsked = "Nobody was asked yet: g opens the list of screens, screen 1 asks."

    static func says(_ state: WizardState) -> Says {
        switch state.focused.id {
        case .resource where showsWhatIsReal(state):
            return Says("Real accounts: what is applied is real. Only what is shown is masked.", mark: .attention)
        case .resource(let address): return ApplySays.says(address, state)
        case .row where state.handOverSides.contains(where: state.callers.isNotAsked):
            return Says("Its owner can do that; so can sesame, once it was asked who your credentials are.", notAsked)
        case .row:
            return Says(
                "sesame cannot act there: this is for the account's owner.",
                "Or test: screen 7 tells, because the send fails until door 2 is open.")
        case .button(.applyChanges):
            return Says(
                "Asks once more, then makes \(state.changes.counting("change")).",
                "e shows them as commands of the AWS CLI and kubectl.")
        case .button(.openInbox):
            return Says("Opens the mailboxes of the simulated people. Nothing leaves this computer.")
        case .button(.seeMissing):
            return Says("Goes to the screen that asks for it.", "All other answers are kept.")
        case .button(.readAgain): return Says("Reads both accounts and the cluster again. Nothing is changed.")
        case .button(.sendMailAgain): return ConfirmMails.says(state)
        case .button(.useTestMailbox):
            return Says(
                "Sends the test message to Amazon's own mailbox instead; no click is needed.",
                "The sender still has to be verified.")
        case .button(.writeFiles):
            return Says(
                "Writes policies, manifests, answers and notes to \(state.shownDirectory).",
                state.isMasked
                    ? state.notMasked
                    : state.handOverSides.contains(where: state.callers.isNotAsked)
                        ? notAsked : "Nothing is changed in AWS.")
        case .button(.proceed):
            if state.planning.isAllRight {
                return Says(
                    wrapped: "\(state.allRightWords) Enter goes on to the test message.", state.size.columns - 6,
                    mark: state.handOverSides.isEmpty ? .right : .attention)
            }
            if !state.planning.waiting.isEmpty {
                return waiting(state)
            }
            return Says("Enter goes on; what is open stays open.")
        default: return Says("Back to screen 5. All answers are kept.")
        }
    }

    /// Whether an audience is told first that masks change nothing of what is written.
    private static func showsWhatIsReal(_ state: WizardState) -> Bool {
        state.stage != nil && state.mode == .live && state.isMasked && state.changes > 0 && !state.planning.hasRun
            && state.route.focus(on: .apply) == nil
    }

    /// What people have to do now, and that one may go on before.
    private static func waiting(_ state: WizardState) -> Says {
        let boxes = Set(state.waitingMails.map(\.to))
        let task =
            boxes.count == 1
            ? "Click Amazon's link in the mailbox of \(boxes.first ?? "")."
            : boxes.isEmpty
                ? state.planning.waiting.compactMap { state.planning.task(of: $0)?.sentence }.first ?? ""
                : "Click Amazon's links in the \(boxes.count) mailboxes of the rows with !."
        let looks = state.planning.isApplying ? "It is seen by itself." : "r reads again."
        return Says(
            task, hint: "\(looks) Enter goes on without; a send is likely refused.", mark: .attention,
            state.size.columns)
    }

    /// The document of the focused row, or what there is to know of it.
    static func preview(_ state: WizardState) -> Preview? {
        guard let plan = state.planning.plan, state.handOverSides.isEmpty else { return nil }
        guard case .resource(let address) = state.focused.id, let resource = PlanRow.counting(address, plan) else {
            return Preview(title: "", count: "", lines: [], marked: [], formWidth: formWidth(state))
        }
        if let document = resource.wantedDocument {
            var lines = document.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            if lines.last?.isEmpty == true { lines.removeLast() }
            return Preview(
                title: resource.documentName?.rawValue ?? resource.name, count: "", lines: lines, marked: [],
                more: "more: Enter", formWidth: formWidth(state))
        }
        let lines = (ResourceDetails.lines(address, resource, state) + ResourceDetails.calls(resource)).map { line in
            (line.mark.map { "\($0.glyph) " } ?? "") + line.text
        }
        return Preview(
            title: resource.address.word, count: "", lines: [resource.name, ""] + lines, marked: [], isDocument: false,
            more: "more: Enter", formWidth: formWidth(state))
    }

    private static func formWidth(_ state: WizardState) -> Int { state.size.columns < 132 ? 76 : 80 }
}

extension PlanState {
    /// Whether apply tried a resource, and it did not work or is not known to have worked.
    func isFailed(_ address: ResourceAddress) -> Bool {
        switch progress[address] {
        case .failed, .unknown: true
        default: false
        }
    }
}
