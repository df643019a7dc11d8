import Calls
import Canvas
import Design
import Identifiers
import Wire

/// 5: the SES account's part: who the mail comes from, and who has proven it.
enum SESScreen: Screen {
    static let words: [HardWord] = [.sendingPolicy, .sandbox, .delegateSender]

    static func items(_ state: WizardState) -> [Item] {
        var items = [FieldID.sesRegion, .sesSender, .sesIdentity, .sesReceiver].map { state.item($0) }
        if asksSandbox(state) { items.append(state.item(.eksSandbox)) }
        items.append(.proceed)
        let mails = mailsToSend(state)
        if !mails.isEmpty || state.planning.isApplying || !IdentityMatrix.unprovenDomains(state).isEmpty {
            let reason = mailObstacle(state)
            items.append(
                .button(
                    .sendMails, mails.isEmpty ? "Begin the proof now" : "Send mails now",
                    enter: mails.isEmpty ? "begin" : "send", disabled: reason
                ) {
                    $0.show(ConfirmMails.dialog(mailsToSend($0), $0))
                })
        }
        if !state.waitingMails.isEmpty { items.append(ConfirmMails.button(state)) }
        if !isDomain(state), state.answers.sender != nil {
            items.append(.button(.useDomain, "Use domain") { useDomain(&$0) })
        }
        items.append(.button(.seeSendingPolicy, "View policy") { $0.show($0.viewer(.sendingPolicy)) })
        items.append(.back)
        return items
    }

    static func bindings(_ state: WizardState) -> [Binding] {
        [
            .letter("r", "look again", place: .help) { state in
                state.discovery.forget(where: { $0.concernsSES })
                return state.ask()
            },
            .letter("e", "to be done elsewhere", place: dkim(state).isEmpty ? .help : .footer) {
                $0.show(elsewhere($0))
            },
        ]
    }

    /// What is done outside of sesame: the domain's records, and the request to lift the sandbox.
    private static func elsewhere(_ state: WizardState) -> ViewerOverlay {
        let request = ProductionAccess.viewer(state)
        let records = dkim(state).map(\.line)
        guard !records.isEmpty else { return request }
        let page = ViewerPage(
            title: "DNS records that prove the domain", lines: records.map { .init($0, isCode: true) })
        return ViewerOverlay(
            pages: [page] + request.pages,
            says: Says(
                "Publish these \(records.count.counting("record")) in the domain's DNS. c copies them.",
                "Right: how to ask for production access."))
    }

    private static func useDomain(_ state: inout WizardState) -> [WizardEffect] {
        guard let sender = state.answers.sender else { return [] }
        let effects = state.enter(sender.domain.text, into: .sesIdentity) + state.leave(.sesIdentity)
        state.freeFocus()
        return effects
    }

    static func asksSandbox(_ state: WizardState) -> Bool { !state.canAct(on: .eks) }

    static func isDomain(_ state: WizardState) -> Bool {
        if case .domain = state.answers.identity { return true }
        return false
    }

    static func side(_ state: WizardState) -> Side? {
        switch state.focused.id {
        case .field(.sesReceiver), .field(.eksSandbox), .button(.sendMails): .eks
        case .field: .ses
        default: nil
        }
    }

    static func openItems(_ state: WizardState) -> [ItemID] {
        [FieldID.sesRegion, .sesSender, .sesIdentity, .sesReceiver].filter { isOpen($0, state) }.map { .field($0) }
    }

    private static func isOpen(_ field: FieldID, _ state: WizardState) -> Bool {
        if state.form.problems[field] != nil { return true }
        switch field {
        case .sesIdentity: return state.answers.contradictions.contains { $0.field == field }
        case .sesReceiver where state.answers.eksSandbox == false: return false
        default: return !state.form.isAnswered(field) && !state.isPending(field)
        }
    }

    static func arrive(_ state: inout WizardState) -> [WizardEffect] {
        state.fillDefaults()
        return state.ask()
    }

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        pen.line("In the SES account: who sends, and who has proven it.")
        pen.blank()
        pen.field(.sesRegion, state)
        pen.field(.sesSender, state)
        paintIdentity(state, &pen)
        pen.field(.sesReceiver, state)
        if asksSandbox(state) { pen.field(.eksSandbox, state, label: "EKS sandbox") }
        pen.blank()
        IdentityMatrix.paint(state, &pen)
        pen.blank()
        pen.buttons(items(state))
        pen.blank()
        if state.planning.isApplying {
            pen.line(.running, "looking every 5 s; links in mails end after 24 hours")
        } else if pen.layout.hasPreview || BodyLayout.hasRoomUnderForm(state.size) {
            FieldHelp.paint(state, &pen)
        }
    }

    private static func paintIdentity(_ state: WizardState, _ pen: inout Pen) {
        let isFocused = pen.focus == .field(.sesIdentity)
        pen.put("Identity", 3, isFocused ? .bold : .plain)
        let text = state.form.text(of: .sesIdentity)
        let words = text.isEmpty ? "-" : (text.contains("@") ? "this address only" : "the domain \(text)")
        let end = pen.put(words, pen.layout.value, limit: pen.layout.source - 2)
        pen.item(.field(.sesIdentity), pen.layout.value..<end)
        if state.answers.contradictions.contains(where: { $0.field == .sesIdentity }) {
            pen.verdict(.wrong, "not the sender's")
        } else {
            pen.verdict(nil, state.source(of: .sesIdentity).words)
        }
        pen.advance()
    }

    static func says(_ state: WizardState) -> Says {
        switch state.focused.id {
        case .field(.sesReceiver):
            return Says(
                "The one test message goes here. Choose an address whose mail you can open.",
                "No link is mailed before you say so.")
        case .field(.sesSender):
            return Says(
                "Every mail of your pods comes from this address.", "Can you open mail to it? If not, use its domain.")
        case .field(let field): return FieldHelp.says(field)
        case .button(.sendMails):
            let names = mailsToSend(state) + IdentityMatrix.unprovenDomains(state)
            return Says(
                "Asks first: \(work(state)), so that the wait starts early.", names.joined(separator: ", "))
        case .button(.sendMailAgain): return ConfirmMails.says(state)
        case .button(.useDomain):
            return Says("DNS records, three of them, prove a whole domain; no mailbox is needed.")
        case .button(.seeSendingPolicy): return Says("Door 2 as it will be attached to the sender.")
        case .button(.back): return Says("Back to screen 4. All answers are kept.")
        default:
            let work = work(state)
            if !work.isEmpty { return Says("Enter goes on. Screen 6 makes them, nothing before: \(work).") }
            return Says("Enter goes on. Nothing is written before screen 6.")
        }
    }

    static func prepare(_ state: inout WizardState) {
        Previews.prepare(&state, default: .sendingPolicy, hasLine: false)
    }

    static func preview(_ state: WizardState) -> Preview? {
        Previews.document(state, among: [.sendingPolicy, .permissionsPolicy], default: .sendingPolicy)
    }

    /// The addresses that get a mail from Amazon before the message can be sent.
    static func mailsToSend(_ state: WizardState) -> [String] {
        IdentityMatrix.rows(state).flatMap { row in
            [row.ses, row.eks].filter { $0 == .unverified }.map { _ in row.name }
        }
    }

    /// What goes out on screen 6 and what is to be published then: `2 mails with a link and 3 DNS records`.
    private static func work(_ state: WizardState) -> String {
        let mails = mailsToSend(state).count
        let domains = IdentityMatrix.rows(state).filter { $0.ses == .unproven }.count
        let parts = [
            mails == 0 ? "" : mails.counting("mail") + " with a link",
            domains == 0 ? "" : (3 * domains).counting("DNS record") + " to publish",
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private static func mailObstacle(_ state: WizardState) -> String? {
        if state.planning.isApplying { return "already going on" }
        if let reason = state.answersObstacle { return reason }
        return state.actingSides.isEmpty ? "there are no credentials" : nil
    }

    private static func dkim(_ state: WizardState) -> [DKIMRecord] {
        guard case .domain(let domain)? = state.answers.identity,
            let found = state.discovery.observations.identity(.ses, .domain(domain), in: state.answers.sesRegion)?.value
        else { return [] }
        return found.records(of: domain)
    }
}
