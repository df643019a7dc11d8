import Calls
import Canvas
import Design

/// 7: one test message, link by link.
enum TestScreen: Screen {
    static let words: [HardWord] = [.token, .role, .sandbox]

    static func items(_ state: WizardState) -> [Item] {
        var items: [Item] = []
        let send = Item.button(
            .send, state.testing.outcome == nil ? "Send the message" : "Send again", enter: "send",
            disabled: state.sendObstacle
        ) { $0.sendTest() }
        let mailbox = Item.button(.useTestMailbox, "Use Amazon's test mailbox", enter: "use it") { state in
            state.testing.useTestMailbox()
            state.freeFocus()
            return state.sendTest()
        }
        switch state.testing.card?.remedy {
        case .verifyReceiver?:
            items.append(.button(.verifyReceiver, "Verify it in the EKS account", enter: "do this") { remedy(&$0) })
            items.append(mailbox)
        case .testMailbox?: items.append(mailbox)
        case .planAgain?, .screen?:
            items.append(.button(.retry, "See what to change", enter: "see it") { remedy(&$0) })
        case nil: break
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
        let nothing = state.testing.outcome == nil ? "nothing was sent yet" : nil
        var bindings: [Binding] = [
            .letter("s", "send", place: .help, unless: state.sendObstacle) { $0.sendTest() },
            .letter("i", "request ids", place: nothing == nil ? .footer : .help, unless: nothing) { state in
                state.testing.showsRequestIDs.toggle()
                return []
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
        state.testing.request.way == .owner ? .ses : .eks
    }

    static func openItems(_ state: WizardState) -> [ItemID] {
        if state.testing.isAccepted { return [] }
        // An Enter too many must not send a second message where nobody knows about the first one.
        return [.button(mayBeOut(state) ? .proceed : .send)]
    }

    /// Whether the message may have gone out, and nobody knows.
    private static func mayBeOut(_ state: WizardState) -> Bool {
        switch state.testing.outcome {
        case .unknown?: true
        case .cancelled?: state.testing.links.count == links(state.testing.request.way).count - 1
        case .accepted?, .refused?, nil: false
        }
    }

    static func landing(_ state: WizardState) -> ItemID {
        if state.testing.isAccepted || mayBeOut(state) { return .button(.proceed) }
        if state.testing.isOld { return .button(.send) }
        switch state.testing.card?.remedy {
        case .verifyReceiver: return .button(.verifyReceiver)
        case .testMailbox: return .button(.useTestMailbox)
        case .some: return .button(.retry)
        case nil: return .button(.send)
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
        switch state.testing.outcome {
        case .accepted(let id)?:
            pen.line(.right, "Message sent.  \(whereabouts(state))")
            pen.line(id, column: 5)
            pen.blank()
            pen.line(
                state.testing.sent?.way == .owner
                    ? "Not proven yet: the role and both doors."
                    : "Not proven yet: that a pod gets the token (step 4 of the drawing).")
        case .refused(let card)?: FindingView.paint(card, &pen)
        case .unknown(let sentence)?:
            pen.line(.unknown, "The message may have been sent: the request went out, no answer came back.")
            pen.prose(
                isTestMailbox(state)
                    ? "Nobody can look into Amazon's test mailbox; one more there bothers nobody."
                    : "Look into the mailbox of \(target(state)) before you send again.", column: 5)
            pen.prose(sentence, column: 5)
        case .cancelled?:
            pen.line(
                .attention,
                mayBeOut(state)
                    ? "Stopped. Whether SES took the message is not known." : "Stopped before the message was sent.")
        case nil where state.work.isRunning(.send): pen.line("Going link by link; Esc stops.")
        case nil: pen.line("One message goes out, when you send it. Nothing is written in AWS.")
        }
        pen.blank()
        pen.buttons(items(state))
    }

    static func target(_ state: WizardState) -> String {
        state.testing.request.target == .simulator
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
        let way = state.testing.request.way == .chain ? "the chain, no pod" : "the SES account itself"
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

    /// The names of the links that a message goes through.
    private static func links(_ way: SendRequest.Way) -> [String] {
        way == .owner ? ["send"] : ["annotation", "token", "assume-role", "send"]
    }

    private static func paintLinks(_ state: WizardState, _ pen: inout Pen) {
        for (index, name) in links(state.testing.request.way).enumerated() {
            let result = state.testing.links.first { $0.name == name }
            let isNext = state.work.isRunning(.send) && state.testing.links.count == index
            pen.mark(
                result.map { $0.isRight ? .right : $0.isUnknown ? .unknown : .wrong } ?? (isNext ? .running : .nothing),
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
    private static func remark(_ result: LinkResult, _ state: WizardState, room: Int) -> String {
        if state.testing.showsRequestIDs { return TextCut.end(result.requestID ?? "no request id", room) }
        let fits = TextWidth.columns(result.detail) <= room
        return TextCut.end(fits || result.short.isEmpty ? result.detail : result.short, room)
    }

    static func says(_ state: WizardState) -> Says {
        switch state.focused.id {
        case .button(.send) where state.sendObstacle != nil && !state.work.isRunning(.send):
            return Says("Not now: \(state.sendObstacle ?? "").", mark: .open)
        case .button(.send) where mayBeOut(state):
            return Says(
                "Sends one more message: a second one, if the first went out.",
                isTestMailbox(state)
                    ? "That bothers nobody: it goes to Amazon's test mailbox."
                    : "Look into the mailbox of \(TextCut.middle(target(state), 30)) first.", mark: .attention)
        case .button(.proceed) where mayBeOut(state):
            return Says(
                isTestMailbox(state)
                    ? "Whether the message went out is not known."
                    : "Look into the mailbox of \(TextCut.middle(target(state), 30)): is it there?",
                "Enter goes on to best practices and leaves that open.")
        case .button(.send):
            let account =
                state.testing.request.way == .chain ? "as a pod would" : "with the SES account's own credentials"
            return Says(
                "Sends one message to \(TextCut.middle(target(state), 30)), \(account).", "It writes nothing in AWS.")
        case .button(.proceed):
            return Says("Enter goes on to best practices.", mark: state.testing.isAccepted ? .right : nil)
        case .button(.verifyReceiver):
            return Says(
                "Adds \(state.form.text(of: .sesReceiver)) to the EKS account: SES mails it a link to click.",
                "Shown once more before it is done.")
        case .button(.retry):
            return Says(state.testing.card?.fix ?? "Shows the plan again.", "Shown once more before it is done.")
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
        switch state.testing.card?.remedy {
        case .screen(let target)?: return state.go(to: target)
        case .planAgain?, .verifyReceiver?:
            state.planning.isOld = true
            return state.go(to: .apply)
        case .testMailbox?, nil: return []
        }
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
                "\(link.isRight ? "ok" : link.isUnknown ? "UNKNOWN" : "FAILED") \(link.name) \(link.milliseconds) ms \(link.requestID ?? "") \(link.detail)"
            )
        }
        if case .accepted(let id)? = state.testing.outcome { lines.append("message id \(id)") }
        if mayBeOut(state) { lines.append("the message may have been sent: no answer of SES is known") }
        return lines.joined(separator: "\n") + "\n" + (state.testing.card?.report ?? "")
    }
}
