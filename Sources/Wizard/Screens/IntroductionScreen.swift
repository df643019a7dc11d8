import Calls
import Identifiers
import Canvas
import Design
import Wire

/// 1: the problem, and who sesame may act as.
enum IntroductionScreen: Screen {
    static let words: [HardWord] = [.token, .role, .delegateSender]

    static func items(_ state: WizardState) -> [Item] {
        [
            caller(.eks), caller(.ses),
            state.callers.proposed.isEmpty
                ? .proceed : .button(.proceed, "Ask who they are", enter: "ask") { $0.goForward() },
            .back,
        ]
    }

    private static func caller(_ side: Side) -> Item {
        .choice(.caller(side), enter: "choose") { $0.show(CallerList.overlay($0, side)) }
    }

    static func bindings(_ state: WizardState) -> [Binding] {
        let failed = !state.callers.failed.isEmpty
        return [
            .letter("r", "ask again", place: failed ? .footer : .help, unless: failed ? nil : "nothing failed") {
                $0.askFailedCallersAgain()
            }
        ]
    }

    static func side(_ state: WizardState) -> Side? {
        guard case .caller(let side) = state.focused.id else { return nil }
        return side
    }

    static func openItems(_ state: WizardState) -> [ItemID] {
        [Side.eks, .ses].filter { side in
            if case .asking = state.callers[side] { return false }
            return !state.callers[side].isSettled || state.mismatch(on: side) != nil
                || side == .ses && state.isOneAccountDoubted
        }.map { .caller($0) }
    }

    /// What is proposed takes one Enter on the button; what lacks even a proposal is to be chosen first.
    static func landing(_ state: WizardState) -> ItemID {
        openItems(state).first { item in
            if case .caller(let side) = item { state.callers[side].proposal == nil } else { true }
        } ?? .button(.proceed)
    }

    static func arrive(_ state: inout WizardState) -> [WizardEffect] {
        var effects: [WizardEffect] = []
        if state.local == nil, !state.work.isRunning(.local) { effects += state.start() }
        return effects + state.proposeCallers()
    }

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        pen.line("Your pods must send mail; the mail service (SES) is in another account.")
        pen.line("Access keys in pods leak and live for ever. Instead each pod shows who it")
        pen.line("is and gets keys that last an hour: one role here, one permission there.")
        pen.blank()
        pen.line("Who may sesame act as? Two sets of credentials, one for each account.")
        pen.blank()
        paint(.eks, state, &pen)
        pen.blank()
        paint(.ses, state, &pen)
        pen.blank()
        pen.buttons(items(state))
        pen.blank()
        if state.callers.sameAccount != nil {
            pen.line(.attention, "Same account twice: this is not cross-account.")
        }
        pen.line("Not both at hand?  That is fine: choose \"hand-over\" for an account, and")
        pen.line("sesame writes what its owner has to do.")
    }

    private static func paint(_ side: Side, _ state: WizardState, _ pen: inout Pen) {
        let caller = state.callers[side]
        let value: String
        var remark = ""
        var mark: Mark?
        var source = ""
        switch caller {
        case .unchosen:
            value = "none chosen"
            remark = found(state)
            mark = .open
            source = "needed"
        case .proposed(let proposal):
            let isSomebody = proposal.isSomebody
            value = isSomebody ? proposal.choice.words : "hand-over to its owner"
            remark = proposal.words(state.stage == nil ? state.now : nil)
            mark = .nothing
            source = isSomebody ? "not asked yet" : "proposed"
        case .handOver:
            value = "hand-over to its owner"
            remark = "sesame writes files and a note"
        case .asking(let choice, _):
            value = choice.words
            mark = .running
            source = "asking AWS"
        case .failed(let choice, let trouble):
            value = choice.words
            mark = .wrong
            source = trouble.short
            remark = found(state)
        case .known(let choice, let answer):
            value = choice.words
            mark =
                state.mismatch(on: side) != nil
                ? .wrong : side == .ses && state.isOneAccountDoubted ? .attention : .right
            source = answer.account.text
            remark = answer.who
        }
        pen.fact(side.words, value, mark: mark, source: source, item: .caller(side))
        pen.put(remark, pen.layout.value, .faint, limit: pen.layout.source - 2, cut: .middle)
        if caller.answer != nil {
            let file = state.local?.profilesFile ?? ""
            let place = caller.choice == .environment ? "environment" : file
            pen.put("from \(place)", pen.layout.source, .faint, cut: .middle)
        }
        pen.advance()
    }

    private static func found(_ state: WizardState) -> String {
        let count = state.local?.profiles.count ?? 0
        return "\(count == 0 ? "no" : String(count)) profile\(count == 1 ? "" : "s") found, Enter to choose"
    }

    static func says(_ state: WizardState) -> Says {
        guard case .caller(let side) = state.focused.id else {
            if state.focused.id == .button(.back) { return Says("Back to Home. All answers are kept.") }
            return state.callers.proposed.isEmpty ? goingOn(state) : asking(state)
        }
        switch state.callers[side] {
        case .failed(_, let trouble):
            return Says(trouble.sentence, trouble.advice.isEmpty ? "" : trouble.advice, mark: .wrong)
        case .known(_, let answer) where side == .ses && state.isOneAccountDoubted:
            return Says(
                "Both sides are account \(answer.account.text): mail would not go from one account through another.",
                "Enter opens the list: other credentials, or hand-over.", mark: .attention)
        case .known(let choice, let answer):
            return Says(
                "\(choice.words.capitalizedFirst) is \(answer.who) in \(answer.account.text).",
                "Enter opens the list of credentials.")
        case .handOver:
            return Says("The owner of the \(side.words) gets files and a note.", "Enter opens the list of credentials.")
        case .asking:
            return Says("AWS is being asked whose credentials these are.", "Enter opens the list all the same.")
        case .proposed(let proposal) where proposal.isSomebody:
            return Says(
                "\(proposal.choice.words.capitalizedFirst) is proposed and not asked yet.",
                "Enter opens the list of credentials; \"Ask who they are\" uses it.")
        case .proposed:
            return Says("\(side.words): hand-over, unless you choose. Enter opens the list of credentials.")
        case .unchosen: return Says("Enter opens the list of credentials for the \(side.words).")
        }
    }

    /// What Enter runs and whom it asks, in a sentence over both lines.
    private static func asking(_ state: WizardState) -> Says {
        let room = state.size.columns - 4
        let outlooks = state.callers.proposed.filter(\.proposal.isSomebody).map { state.outlook($0.proposal.choice) }
        guard !outlooks.isEmpty else {
            return Says("Enter leaves the \(state.callers.proposed[0].side.words) to its owner. Nobody is asked.")
        }
        let who = outlooks.filter(\.leadsToSomebody).count > 1 ? "they are" : "that is"
        let tail = outlooks.contains(where: \.leadsToSomebody) ? ", then asks STS who \(who)." : "."
        // What Enter does first comes last where nobody can be asked: its reason may be long.
        let ordered = outlooks.filter(\.leadsToSomebody) + outlooks.filter { !$0.leadsToSomebody }
        let shortest = ordered.map { TextWidth.columns($0.words(0, then: "")) }
        func sentence(_ more: Int) -> String {
            let words = zip(ordered, shortest).map { $0.words($1 + more, then: "") }
            return "Enter " + words.joined(separator: ", ") + tail
        }
        // As much of commands as two lines hold.
        let more = (0...room).last { TextWrap.lines(sentence($0), room).count <= 2 } ?? 0
        return Says(wrapped: sentence(more), room)
    }

    /// What is read once this screen is left.
    private static func goingOn(_ state: WizardState) -> Says {
        let reading = state.readingWords
        return Says(
            reading.isEmpty
                ? "Enter goes on. Nothing is written before screen 6."
                : "Enter goes on and reads. Nothing is written before screen 6.", reading)
    }
}
