import Calls
import Canvas
import Design
import Diagnosis
import Wire

/// 7: one test message, link by link.
enum TestScreen: Screen {
    static let words: [HardWord] = [.token, .role, .sourceARN, .sandbox]

    static func items(_ state: WizardState) -> [Item] {
        if state.hidesCause { return HiddenCause.items(state) }
        var items: [Item] = []
        // What cannot start is mended first; the letter sends all the same.
        let isBlocked = PodTest.isImageFault(state)
        let send = Item.button(
            .send, state.testing.hasEnded ? "Send again" : "Send the message", enter: "send",
            disabled: state.sendObstacle
        ) { $0.sendTest() }
        let mailbox = Item.button(.useTestMailbox, "Use Amazon's test mailbox", enter: "use it") { state in
            state.testing.useTestMailbox()
            state.freeFocus()
            return state.sendTest()
        }
        if state.testing.request.via == .pod { items += PodTest.rows(state) + PodTest.buttons(state) }
        if leadsToReview(state) || PodTest.needsApply(state) {
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
            // What breaks in a pod has buttons of its own.
            if state.testing.request.via == .pod { break }
            items.append(.button(.retry, "See what to change", enter: "see it") { remedy(&$0) })
        case .tryAgain?, nil: break
        }
        if state.testing.request.via == .pod, state.work.isRunning(.send) {
            items.append(.proceed)
        } else if let pod = podButton(state) {
            items += [.proceed, pod, send]
        } else {
            items +=
                isBlocked
                ? [.proceed]
                : state.testing.isAccepted && state.testing.request.via == .pod ? [.proceed, send] : [send, .proceed]
        }
        if state.testing.request.via == .pod, !isBlocked, let removal = PodTest.removal(state) { items.append(removal) }
        items.append(.back)
        // What a pod has just sent from is removed, not left out.
        if !(state.testing.request.via == .pod && state.work.isRunning(.send)), !isBlocked,
            !items.contains(where: { $0.id == .button(.removeWorkload) })
        {
            let label = state.answers.testWorkload ? "Leave out the test workload" : "Add the test workload"
            items.append(.button(.deployWorkload, label, enter: "change the plan") { turnWorkload(&$0) })
        }
        // The rows above the buttons come round after them, as they stand.
        let choices: [ChoiceID] = state.comparison == nil ? [.sendTo, .sendVia] : []
        return items + choices.map { choice in .choice(.choice(choice), enter: "change") { change(choice, &$0) } }
    }

    /// Sends from the pod too, after a message that went out without one.
    private static func podButton(_ state: WizardState) -> Item? {
        guard state.testing.isAccepted, !state.testing.isOld, state.testing.sent?.via == .chain else { return nil }
        return .button(.sendFromPod, "Send from the pod too", enter: "send", disabled: state.podObstacle) {
            $0.sendFromPod()
        }
    }

    static func bindings(_ state: WizardState) -> [Binding] {
        let nothing = state.testing.hasEnded ? nil : "nothing was sent yet"
        let noDetails = state.testing.links.isEmpty && state.testing.card == nil ? "nothing was sent yet" : nil
        var bindings: [Binding] = [
            .letter("s", "send", place: .help, unless: state.sendObstacle) { $0.sendTest() },
            .letter(
                "i", "request ids", place: nothing == nil && state.testing.request.via != .pod ? .footer : .help,
                unless: nothing
            ) { state in
                state.testing.showsRequestIDs.toggle()
                return []
            },
            .letter(
                "v", state.testing.lines.isEmpty ? "all details" : "whole output",
                place: state.testing.lines.isEmpty ? .help : .footer, unless: noDetails
            ) { $0.show($0.testing.lines.isEmpty ? details($0) : PodTest.output($0)) },
            .letter("p", "send from the pod", place: .help, unless: state.podObstacle) { $0.sendFromPod() },
            .letter("c", "copy the report", place: nothing == nil ? .footer : .help, unless: nothing) {
                $0.copy(report($0), what: "the short report")
            },
        ]
        if state.testing.request.via == .pod { bindings.append(PodTest.commandsBinding(state)) }
        if case .choice(let choice) = state.focused.id {
            bindings.append(Binding([.right], "Left/Right", "change") { change(choice, &$0) })
            bindings.append(.hidden([.left]) { change(choice, &$0, by: -1) })
        }
        return bindings
    }

    static func side(_ state: WizardState) -> Side? {
        state.testing.request.via == .owner ? .ses : .eks
    }

    static func openItems(_ state: WizardState) -> [ItemID] {
        if state.testing.isAccepted { return [] }
        if state.testing.request.via == .pod, state.work.isRunning(.send) { return [.button(.stopWaiting)] }
        if PodTest.isImageFault(state) { return [PodTest.landing(state) ?? .button(.sendWithoutPod)] }
        // An Enter too many must not send a second message where nobody knows about the first one.
        return [.button(state.testing.mayBeOut ? .proceed : .send)]
    }

    static func landing(_ state: WizardState) -> ItemID {
        if state.hidesCause { return .button(.showCause) }
        if PodTest.needsApply(state) { return .button(.seePlan) }
        if let row = PodTest.landing(state) { return row }
        if PodTest.isMissing(state) { return .button(state.answers.testWorkload ? .send : .deployWorkload) }
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
        if state.hidesCause { return HiddenCause.paint(state, &pen) }
        if state.testing.card == nil || state.testing.isOld, state.testing.request.via != .pod, state.stage == nil {
            pen.line("One test message, sent the way your pod will send it.")
            pen.blank()
        }
        if let comparison = state.comparison {
            PodTest.paint(comparison, &pen)
        } else if state.testing.request.via == .pod {
            paintRequest(state, &pen)
            pen.blank()
            PodTest.paintLinks(state, &pen)
            if state.testing.card == nil { PodTest.paintOutput(state, &pen) }
        } else {
            paintRequest(state, &pen)
            pen.blank()
            paintLinks(state, &pen)
        }
        // The box of what the pod wrote leaves no room, and needs none.
        let isBoxed = state.testing.request.via == .pod && !state.testing.lines.isEmpty
        if !isBoxed || state.testing.isOld || state.testing.card != nil {
            pen.blank()
        }
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
        let time = state.clock(state.testing.endedAt).map { ", of \($0)" } ?? ""
        let words: String
        if state.testing.isAccepted {
            words = "SES took a message"
        } else if state.testing.mayBeOut {
            words = "a message may have been sent"
        } else if state.testing.workload?.fault?.kind == .missing {
            words = "there was no pod to send from"
        } else {
            let isShown = !state.hidesCauses || state.testing.isRevealed
            let cause = state.testing.card?.title ?? state.testing.problem?.sentence
            words = isShown ? cause ?? "the message was not sent" : "the message was not sent"
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
        if state.testing.isStopped, state.testing.request.via == .pod, !state.testing.mayBeOut {
            pen.line(
                .attention,
                state.testing.request.byJob
                    ? "Stopped before the message was sent."
                        + (state.testing.lines.contains { $0.kind == .leftover } ? "" : " The Job is deleted.")
                    : "Stopped before the message was sent. The pod stays as it is.")
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
            let isPod = state.testing.request.via == .pod
            let earlier = state.testing.earlier[.chain].flatMap { $0.report.isOK ? $0.at : nil }
            let here =
                earlier.map { " From here, without a pod, it was sent\(state.clock($0).map { " at \($0)" } ?? "")." }
                ?? ""
            pen.line(
                !state.work.isRunning(.send)
                    ? state.testing.request.byJob
                        ? "One message goes out, when you send it. What is made is shown first."
                        : "One message goes out, when you send it. Nothing is written in AWS."
                    : isPod ? "Nothing was sent yet.\(here)" : "Going link by link; Esc stops.")
            return
        }
        switch outcome.report.outcome {
        case .sent where state.testing.sent?.via == .pod:
            pen.mark(.right, 3)
            pen.prose(
                "Message sent, from inside \(state.testing.sent?.byJob == true ? "a Job's pod" : "the pod"). \(whereabouts(state))",
                column: 5)
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
        case .notSent where PodTest.isMissing(state):
            pen.mark(.wrong, 3)
            pen.prose("There is no pod to send from: the test workload is not in the cluster yet.", column: 5)
            pen.prose(
                state.answers.testWorkload
                    ? "Screen 6 makes it; then send from the pod again."
                    : "Add it to the plan, apply it on screen 6, then send from the pod again.", column: 5)
        case .notSent:
            if let card = outcome.card {
                FindingView.paint(state.testing.sent?.via == .pod ? PodTest.short(card, state) : card, &pen)
            }
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

    static func isTestMailbox(_ state: WizardState) -> Bool {
        target(state) == DelegateSending.mailboxSimulator
    }

    /// Where the message should be now; "arrived" is never claimed.
    private static func whereabouts(_ state: WizardState) -> String {
        if isTestMailbox(state) { return "Amazon's test mailbox takes it." }
        if state.mode == .demo { return "It is in the demo's inbox: m opens it." }
        return "It should be with \(target(state)) within a minute."
    }

    static func paintRequest(_ state: WizardState, _ pen: inout Pen) {
        let way =
            switch state.testing.request.via {
            case .chain:
                state.stage == nil ? "the role's keys, got from here as a pod gets them; no pod" : "the chain, no pod"
            case .owner: "the SES account's own credentials"
            case .pod where state.testing.request.byJob:
                "Jobs of \(state.form.text(of: .serviceAccount)), deleted again"
            case .pod: "the pod \(state.testing.request.pod ?? DelegateSending.workloadName)"
            }
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
        if state.testing.request.via == .pod || state.stage != nil {
            if last + 7 + TextWidth.columns(way) < pen.layout.width {
                start = pen.put("By  ", last + 3, .faint)
            } else {
                pen.advance()
                start = pen.put("By  ", 3, .faint)
            }
            last = pen.put(way, start)
            pen.item(.choice(.sendVia), start..<last, arrow: start - 1)
            pen.advance()
            return
        }
        pen.advance()
        start = pen.put("With  ", 3, .faint)
        last = pen.put(way, start)
        pen.item(.choice(.sendVia), start..<last, arrow: start - 1)
        pen.advance()
    }

    static func paintLinks(_ state: WizardState, _ pen: inout Pen) {
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
                pen.put(
                    state.hidesCause && !result.isOK
                        ? HiddenCause.word(result) : remark(result, room: pen.layout.width - 54), 53)
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
            let detail = state.hidesCauses && !state.testing.isRevealed ? HiddenCause.said(link) : link.detail
            if !detail.isEmpty { lines.append(TerminalText.sanitized(detail)) }
            if !state.hidesCause, let code = link.code { lines.append("code  \(code)") }
            lines.append("request id  \(link.requestID ?? "none")")
        }
        if lines.isEmpty { lines = ["What AWS and the cluster answer, link by link, stands here after the send."] }
        return Preview(
            title: "Answers", count: "", lines: lines, marked: [], isDocument: false, more: "more: v", formWidth: 80)
    }

    static func says(_ state: WizardState) -> Says { TestSays.says(state) }

    /// Puts the test workload into the plan of screen 6, or takes it out.
    private static func turnWorkload(_ state: inout WizardState) -> [WizardEffect] {
        let wanted = !state.answers.testWorkload
        let effects = state.enter(wanted ? "true" : "false", into: .testWorkload)
        _ = state.form.leave(.testWorkload)
        if state.testing.request.via == .pod { state.freeFocus() }
        state.message = Says(
            wanted
                ? "The plan of screen 6 has the test workload now."
                : "The plan of screen 6 leaves the test workload out.",
            wanted && state.testing.request.via != .pod ? "Esc goes back there, where it is applied." : "")
        return effects
    }

    /// Goes where the finding is mended.
    private static func remedy(_ state: inout WizardState) -> [WizardEffect] {
        state.mend(state.testing.remedy)
    }

    /// Takes the other way, or the other receiver.
    static func change(_ choice: ChoiceID, _ state: inout WizardState, by step: Int = 1) -> [WizardEffect] {
        if choice == .sendVia { state.testing.changeWay(by: step) } else { state.testing.changeTarget() }
        return []
    }
}
