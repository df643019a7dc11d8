import Calls
import Canvas
import Design
import Diagnosis
import Wire

/// 7: one test message, link by link.
enum TestScreen: Screen {
    static let words: [HardWord] = [.token, .role, .sandbox]

    static func items(_ state: WizardState) -> [Item] {
        var items: [Item] = []
        let send = Item.button(
            .send, state.testing.hasEnded ? "Send again" : "Send the message", enter: "send",
            disabled: state.sendObstacle
        ) { $0.sendTest() }
        let mailbox = Item.button(.useTestMailbox, "Use Amazon's test mailbox", enter: "use it") { state in
            state.testing.useTestMailbox()
            state.freeFocus()
            return state.sendTest()
        }
        if leadsToReview(state) {
            items.append(.button(.seePlan, "See what to apply first", enter: "see it") { $0.go(to: .apply) })
        }
        switch state.testing.remedy {
        case .verifyReceiver?:
            items.append(.button(.verifyReceiver, "Verify it in the EKS account", enter: "do this") { remedy(&$0) })
            items.append(mailbox)
        case .testMailbox?: items.append(mailbox)
        case .apply? where state.testing.hasFix:
            items.append(.button(.seeFix, "See the fix") { $0.showFixOfRefusal() })
        case .apply?, .resend?, .answers?, .credentials?:
            items.append(.button(.retry, "See what to change", enter: "see it") { remedy(&$0) })
        case .tryAgain?, nil: break
        }
        items += [send, .proceed, .back]
        items.append(.choice(.choice(.sendVia), enter: "change") { change(.sendVia, &$0) })
        items.append(.choice(.choice(.sendTo), enter: "change") { change(.sendTo, &$0) })
        items.append(
            .button(
                .deployWorkload,
                state.answers.testWorkload ? "Leave out the test workload" : "Add the test workload",
                enter: "change the plan"
            ) { turnWorkload(&$0) })
        return items
    }

    static func bindings(_ state: WizardState) -> [Binding] {
        let nothing = state.testing.hasEnded ? nil : "nothing was sent yet"
        let noDetails = state.testing.links.isEmpty && state.testing.card == nil ? "nothing was sent yet" : nil
        var bindings: [Binding] = [
            .letter("s", "send", place: .help, unless: state.sendObstacle) { $0.sendTest() },
            .letter("i", "request ids", place: nothing == nil ? .footer : .help, unless: nothing) { state in
                state.testing.showsRequestIDs.toggle()
                return []
            },
            .letter("v", "all details", place: .help, unless: noDetails) { $0.show(details($0)) },
            .letter("c", "copy the report", place: nothing == nil ? .footer : .help, unless: nothing) {
                $0.copy(report($0), what: "the short report")
            },
        ]
        if case .choice(let choice) = state.focused.id {
            bindings.append(Binding([.left, .right], "Left/Right", "change") { change(choice, &$0) })
        }
        return bindings
    }

    static func side(_ state: WizardState) -> Side? {
        state.testing.request.via == .owner ? .ses : .eks
    }

    static func openItems(_ state: WizardState) -> [ItemID] {
        if state.testing.isAccepted { return [] }
        // An Enter too many must not send a second message where nobody knows about the first one.
        return [.button(state.testing.mayBeOut ? .proceed : .send)]
    }

    static func landing(_ state: WizardState) -> ItemID {
        if leadsToReview(state) { return .button(.seePlan) }
        if state.testing.mayBeOut || state.testing.isAccepted && !state.testing.isOld { return .button(.proceed) }
        if state.testing.isOld { return .button(.send) }
        switch state.testing.remedy {
        case .verifyReceiver: return .button(.verifyReceiver)
        case .testMailbox: return .button(.useTestMailbox)
        case .apply where state.testing.hasFix: return .button(.seeFix)
        case .apply, .resend, .answers, .credentials: return .button(.retry)
        case .tryAgain, nil: return .button(.send)
        }
    }

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        if state.testing.card == nil || state.testing.isOld {
            pen.line("One test message, sent the way your pod will send it.")
            pen.blank()
        }
        paintRequest(state, &pen)
        pen.blank()
        paintLinks(state, &pen)
        pen.blank()
        paintOutcome(state, &pen)
        pen.blank()
        pen.buttons(items(state))
    }

    /// Whether screen 6 comes first: what it would make is not there, and no message was tried since it was read.
    private static func leadsToReview(_ state: WizardState) -> Bool {
        state.needsReview && (!state.testing.hasEnded || state.testing.isOld) && !state.work.isRunning(.send)
    }

    /// What came of a message before something was read or changed: when and what, in one colour, and no more.
    private static func paintEarlier(_ state: WizardState, _ pen: inout Pen) {
        let time = state.testing.endedAt.map { ", of \($0.clock)" } ?? ""
        let words: String
        if state.testing.isAccepted {
            words = "SES took a message"
        } else if state.testing.mayBeOut {
            words = "a message may have been sent"
        } else {
            words = state.testing.card?.title ?? state.testing.problem?.sentence ?? "the message was not sent"
        }
        for line in TextWrap.lines("Earlier result\(time): \(words)".withoutFullStop + ".", pen.layout.prose) {
            pen.line(line, style: .faint)
        }
        pen.line("Send again shows how it is now.")
    }

    /// What came of the message.
    private static func paintOutcome(_ state: WizardState, _ pen: inout Pen) {
        if state.testing.isOld, state.testing.hasEnded {
            paintEarlier(state, &pen)
            return
        }
        if let problem = state.testing.problem {
            pen.mark(.wrong, 3)
            pen.prose(problem.sentence, column: 5)
            pen.prose(problem.advice, column: 5)
            return
        }
        if state.testing.isStopped {
            pen.line(
                .attention,
                state.testing.mayBeOut
                    ? "Stopped. Whether SES took the message is not known." : "Stopped before the message was sent.")
            return
        }
        guard let outcome = state.testing.outcome else {
            pen.line(
                state.work.isRunning(.send)
                    ? "Going link by link; Esc stops."
                    : "One message goes out, when you send it. Nothing is written in AWS.")
            return
        }
        switch outcome.report.outcome {
        case .sent:
            pen.mark(.right, 3)
            pen.prose("Message sent.  \(whereabouts(state))", column: 5)
            pen.line(outcome.report.messageID ?? "", column: 5)
            pen.blank()
            pen.line(
                state.testing.sent?.via == .owner
                    ? "Not proven yet: the role and both doors."
                    : "Not proven yet: that a pod gets the token (step 4 of the drawing).")
        case .unknown:
            pen.line(.unknown, "The message may have been sent: the request went out, no answer came back.")
            pen.prose(
                isTestMailbox(state)
                    ? "Nobody can look into Amazon's test mailbox; one more there bothers nobody."
                    : "Look into the mailbox of \(target(state)) before you send again.", column: 5)
            pen.prose(outcome.report.broken?.detail ?? "", column: 5)
        case .notSent:
            if let card = outcome.card { FindingView.paint(card, &pen) }
            for reason in outcome.cannotTell {
                pen.mark(.unknown, 3)
                pen.prose("cannot tell: \(reason)", column: 5)
            }
        }
    }

    static func target(_ state: WizardState) -> String {
        state.testing.request.receiver == SendOptions.testMailbox
            ? DelegateSending.mailboxSimulator
            : state.form.preview.design?.testReceiver ?? state.form.text(of: .sesReceiver)
    }

    private static func isTestMailbox(_ state: WizardState) -> Bool {
        target(state) == DelegateSending.mailboxSimulator
    }

    /// Where the message should be now; "arrived" is never claimed.
    private static func whereabouts(_ state: WizardState) -> String {
        if isTestMailbox(state) { return "Amazon's test mailbox takes it." }
        if state.mode == .demo { return "It is in the demo's inbox: m opens it." }
        return "It should be with \(target(state)) within a minute."
    }

    private static func paintRequest(_ state: WizardState, _ pen: inout Pen) {
        let way =
            state.testing.request.via == .chain
            ? "the role's keys, got from here as a pod gets them; no pod" : "the SES account's own credentials"
        let column = pen.put("From  ", 3, .faint)
        let sender = state.form.text(of: .sesSender)
        let receiver = target(state)
        let room = pen.layout.width - 1 - 9 - 7
        let senderRoom = max(room - TextWidth.columns(receiver), room / 2)
        let end = pen.put(
            sender, column, limit: min(column + senderRoom, column + TextWidth.columns(sender)), cut: .middle)
        var start = pen.put("To  ", end + 3, .faint)
        var last = pen.put(receiver, start, cut: .middle)
        pen.item(.choice(.sendTo), start..<last, arrow: start - 1)
        pen.advance()
        start = pen.put("With  ", 3, .faint)
        last = pen.put(way, start)
        pen.item(.choice(.sendVia), start..<last, arrow: start - 1)
        pen.advance()
    }

    private static func paintLinks(_ state: WizardState, _ pen: inout Pen) {
        for (index, name) in SendLinkName.chain(state.testing.request.via).enumerated() {
            let result = state.testing.isOld ? nil : state.testing.links.first { $0.name == name }
            let isNext = state.work.isRunning(.send) && state.testing.links.count == index
            pen.mark(
                result.map { $0.isOK ? .right : $0.mayHaveHappened ? .unknown : .wrong }
                    ?? (isNext ? .running : .nothing),
                3)
            pen.put("\(index + 1)  \(LinkWords.title(name, state))", 5, limit: 42)
            if let result {
                let time = "\(result.milliseconds) ms"
                pen.put(time, 50 - TextWidth.columns(time))
                pen.put(remark(result, room: pen.layout.width - 54), 53)
                if state.testing.showsRequestIDs {
                    pen.advance()
                    pen.put("request id  \(result.requestID ?? "none")", 8, .faint)
                }
            }
            pen.advance()
        }
    }

    /// What came back, as long as there is room for it; `d` and the pane at the side have the rest.
    private static func remark(_ result: SendLink, room: Int) -> String {
        TextWidth.columns(result.detail) <= room ? result.detail : result.short
    }

    /// What came back link by link, whole.
    static func preview(_ state: WizardState) -> Preview? {
        guard state.size.columns >= 116 else { return nil }
        var lines: [String] = []
        for (index, link) in state.testing.links.enumerated() {
            if index > 0 { lines.append("") }
            lines.append("\(index + 1)  \(LinkWords.title(link.name, state))")
            if !link.detail.isEmpty { lines.append(TerminalText.sanitized(link.detail)) }
            if let code = link.code { lines.append("code  \(code)") }
            lines.append("request id  \(link.requestID ?? "none")")
        }
        if lines.isEmpty { lines = ["What AWS and the cluster answer, link by link, stands here after the send."] }
        return Preview(
            title: "Answers", count: "", lines: lines, marked: [], isDocument: false, more: "more: v", formWidth: 80)
    }

    static func says(_ state: WizardState) -> Says {
        switch state.focused.id {
        case .button(.send) where state.sendObstacle != nil && !state.work.isRunning(.send):
            return Says("Not now: \(state.sendObstacle ?? "").", mark: .open)
        case .button(.send) where state.testing.mayBeOut:
            return Says(
                "Sends one more message: a second one, if the first went out.",
                isTestMailbox(state)
                    ? "That bothers nobody: it goes to Amazon's test mailbox."
                    : "Look into the mailbox of \(target(state)) first.", mark: .attention)
        case .button(.proceed) where state.testing.mayBeOut:
            return Says(
                isTestMailbox(state)
                    ? "Whether the message went out is not known."
                    : "Look into the mailbox of \(target(state)): is it there?",
                "Enter goes on to best practices and leaves that open.")
        case .button(.send):
            let account =
                state.testing.request.via == .chain ? "as a pod would" : "with the SES account's own credentials"
            return Says(
                "Sends one message to \(target(state)), \(account).", "It writes nothing in AWS.")
        case .button(.proceed):
            return Says("Enter goes on to best practices.", mark: state.testing.isAccepted ? .right : nil)
        case .button(.seePlan):
            return Says(
                state.reviewObstacle.map { "Goes to screen 6: \($0)." }
                    ?? "Goes to screen 6, where something is still to be applied.",
                "Without that the message is likely to be refused.", mark: .open)
        case .button(.verifyReceiver):
            return Says(
                "Adds \(state.form.text(of: .sesReceiver)) to the EKS account: SES mails it a link to click.",
                "Shown once more before it is done.")
        case .button(.useTestMailbox):
            return Says(
                "Sends one message to Amazon's own test mailbox instead; no click is needed for it.",
                "It writes nothing in AWS.")
        case .button(.seeFix):
            return Says("Enter shows the fix: the one change that repairs it. Nothing is written by that.")
        case .button(.retry):
            return Says(state.testing.card?.fix?.text ?? "Shows the plan again.", "Shown once more before it is done.")
        case .choice(.sendVia):
            return Says(
                "With the role's keys the send proves token, role and both doors; the SES account's prove the address.",
                "Left and Right change it.")
        case .choice(.sendTo): return Says("The receiver, or Amazon's own test mailbox.", "Left and Right change it.")
        case .button(.deployWorkload):
            return Says(
                "The guide's pod ses-test, to try the send from inside the cluster.",
                "Changes the plan of screen 6; nothing is made before you apply it.")
        default: return Says("Back to screen 6. All answers are kept.")
        }
    }

    /// Puts the test workload into the plan of screen 6, or takes it out.
    private static func turnWorkload(_ state: inout WizardState) -> [WizardEffect] {
        let wanted = !state.answers.testWorkload
        let effects = state.enter(wanted ? "true" : "false", into: .testWorkload)
        _ = state.form.leave(.testWorkload)
        state.message = Says(
            wanted
                ? "The plan of screen 6 has the test workload now."
                : "The plan of screen 6 leaves the test workload out.")
        return effects
    }

    /// Goes where the finding is mended.
    private static func remedy(_ state: inout WizardState) -> [WizardEffect] {
        state.mend(state.testing.remedy)
    }

    /// Takes the other way, or the other receiver.
    private static func change(_ choice: ChoiceID, _ state: inout WizardState) -> [WizardEffect] {
        if choice == .sendVia { state.testing.changeWay() } else { state.testing.changeTarget() }
        return []
    }

    /// The finding and what came back, whole.
    private static func details(_ state: WizardState) -> ViewerOverlay {
        let text = report(state)
        let lines = text.split(separator: "\n").map { ViewerPage.Line(String($0)) }
        return ViewerOverlay(
            pages: [ViewerPage(title: state.testing.card?.code ?? "The test message", lines: lines, copyText: text)])
    }

    private static func report(_ state: WizardState) -> String {
        var lines = ["sesame send, from \(state.form.text(of: .sesSender)) to \(target(state))"]
        for link in state.testing.links {
            lines.append(
                "\(link.isOK ? "ok" : link.mayHaveHappened ? "UNKNOWN" : "FAILED") \(link.name.rawValue) \(link.milliseconds) ms \(link.requestID ?? "") \(link.detail)"
            )
        }
        if let id = state.testing.outcome?.report.messageID { lines.append("message id \(id)") }
        if state.testing.mayBeOut { lines.append("the message may have been sent: no answer of SES is known") }
        for reason in state.testing.outcome?.cannotTell ?? [] { lines.append("cannot tell: \(reason)") }
        return TerminalText.sanitized(lines.joined(separator: "\n"), keepingLines: true, limit: .max) + "\n"
            + (state.testing.card?.report ?? "")
    }
}
