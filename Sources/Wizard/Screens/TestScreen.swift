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
        switch state.testing.card?.fix?.remedy {
        case .verifyReceiver?:
            items.append(.button(.verifyReceiver, "Verify it in the EKS account", enter: "do this") { remedy(&$0) })
            items.append(mailbox)
        case .testMailbox?: items.append(mailbox)
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
        let noCard = state.testing.card == nil ? "there is none" : nil
        var bindings: [Binding] = [
            .letter("s", "send", place: .help, unless: state.sendObstacle) { $0.sendTest() },
            .letter("i", "request ids", place: nothing == nil ? .footer : .help, unless: nothing) { state in
                state.testing.showsRequestIDs.toggle()
                return []
            },
            .letter("d", "whole finding", place: .help, unless: noCard) { state in
                guard let card = state.testing.card else { return [] }
                return state.show(FindingView.viewer(card, unread: state.testing.outcome?.cannotTell ?? []))
            },
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
        if state.testing.isAccepted || state.testing.mayBeOut { return .button(.proceed) }
        if state.testing.isOld { return .button(.send) }
        switch state.testing.card?.fix?.remedy {
        case .verifyReceiver: return .button(.verifyReceiver)
        case .testMailbox: return .button(.useTestMailbox)
        case .apply, .resend, .answers, .credentials: return .button(.retry)
        case .tryAgain, nil: return .button(.send)
        }
    }

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        if state.testing.card == nil {
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

    /// What came of the message.
    private static func paintOutcome(_ state: WizardState, _ pen: inout Pen) {
        if let problem = state.testing.problem {
            pen.line(.wrong, problem.sentence)
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
            pen.line(.right, "Message sent.  \(whereabouts(state))")
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
            if let reason = outcome.cannotTell.first {
                let more = outcome.cannotTell.count - 1
                let rest = more == 0 ? "" : " (and \(more) more: d shows all)"
                pen.line(.unknown, TextCut.end("cannot tell: \(reason)\(rest)", pen.layout.width - 7))
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
        if state.mode == .demo { return "It lies in the demo inbox: m opens it." }
        return TextCut.end("It should be with \(target(state)) within a minute.", 56)
    }

    private static func paintRequest(_ state: WizardState, _ pen: inout Pen) {
        let way = state.testing.request.via == .chain ? "the chain, no pod" : "the SES account itself"
        var column = pen.put("From  ", 3, .faint)
        column = pen.put(TextCut.middle(state.form.text(of: .sesSender), 24), column) + 3
        column = pen.put("To  ", column, .faint)
        var start = column
        column = pen.put(TextCut.middle(target(state), 22), column)
        if pen.focus == .choice(.sendTo) { pen.focusHere(start..<column, arrow: start - 1) }
        column = pen.put("By  ", column + 3, .faint)
        start = column
        column = pen.put(way, column)
        if pen.focus == .choice(.sendVia) { pen.focusHere(start..<column, arrow: start - 1) }
        pen.advance()
    }

    private static func paintLinks(_ state: WizardState, _ pen: inout Pen) {
        for (index, name) in SendLinkName.chain(state.testing.request.via).enumerated() {
            let result = state.testing.links.first { $0.name == name }
            let isNext = state.work.isRunning(.send) && state.testing.links.count == index
            pen.mark(
                result.map { $0.isOK ? .right : $0.mayHaveHappened ? .unknown : .wrong }
                    ?? (isNext ? .running : .nothing),
                3)
            pen.put("\(index + 1)  \(LinkWords.title(name, state))", 5, limit: 42)
            if let result {
                let time = "\(result.milliseconds) ms"
                pen.put(time, 50 - TextWidth.columns(time))
                pen.put(remark(result, state, room: pen.layout.width - 54), 53)
            }
            pen.advance()
        }
    }

    /// What came back, as long as there is room for it.
    private static func remark(_ result: SendLink, _ state: WizardState, room: Int) -> String {
        if state.testing.showsRequestIDs { return TextCut.end(result.requestID ?? "no request id", room) }
        let fits = TextWidth.columns(result.detail) <= room
        return TextCut.end(fits ? result.detail : result.short, room)
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
                    : "Look into the mailbox of \(TextCut.middle(target(state), 30)) first.", mark: .attention)
        case .button(.proceed) where state.testing.mayBeOut:
            return Says(
                isTestMailbox(state)
                    ? "Whether the message went out is not known."
                    : "Look into the mailbox of \(TextCut.middle(target(state), 30)): is it there?",
                "Enter goes on to best practices and leaves that open.")
        case .button(.send):
            let account =
                state.testing.request.via == .chain ? "as a pod would" : "with the SES account's own credentials"
            return Says(
                "Sends one message to \(TextCut.middle(target(state), 30)), \(account).", "It writes nothing in AWS.")
        case .button(.proceed):
            return Says("Enter goes on to best practices.", mark: state.testing.isAccepted ? .right : nil)
        case .button(.verifyReceiver):
            return Says(
                "Adds \(state.form.text(of: .sesReceiver)) to the EKS account: SES mails it a link to click.",
                "Shown once more before it is done.")
        case .button(.retry):
            return Says(state.testing.card?.fix?.text ?? "Shows the plan again.", "Shown once more before it is done.")
        case .choice(.sendVia):
            return Says(
                "The chain proves token, role and both doors. The SES account alone proves the address.",
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
        state.mend(state.testing.card)
    }

    /// Takes the other way, or the other receiver.
    private static func change(_ choice: ChoiceID, _ state: inout WizardState) -> [WizardEffect] {
        if choice == .sendVia { state.testing.changeWay() } else { state.testing.changeTarget() }
        return []
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
