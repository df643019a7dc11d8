import Wire
import Calls
import Canvas
import Design
import Diagnosis

/// 8: what there is now, compared with what is safe.
enum PracticesScreen: Screen {
    static let words: [HardWord] = [.trustPolicy, .subAndAud, .sendingPolicy]

    private static func shown(_ state: WizardState) -> [Finding] {
        state.practices.showsAll ? state.practices.cards ?? [] : state.practices.open
    }

    static func items(_ state: WizardState) -> [Item] {
        var items = shown(state).indices.map { index in
            Item.row(.row(index), enter: "details") { details(index, &$0) }
        }
        if let card = focusedCard(state), card.fix?.remedy?.screen != nil {
            items.append(.button(.fixPractice, "Fix this one", enter: "see the fix") { fix(&$0) })
        }
        return items + [.proceed, .back]
    }

    static func bindings(_ state: WizardState) -> [Binding] {
        let count = state.practices.cards?.count ?? 0
        return [
            .letter(
                "a", state.practices.showsAll ? "only open" : "all \(count)",
                unless: count == 0 ? "nothing was checked yet" : nil
            ) { state in
                state.practices.showsAll.toggle()
                state.freeFocus()
                return []
            },
            .letter("r", "check again", unless: state.work.isRunning(.practices) ? "checking" : nil) {
                $0.checkPractices()
            },
            .letter("c", "copy", unless: count == 0 ? "nothing was checked yet" : nil) { state in
                let open = (state.practices.cards ?? []).filter { $0.status != .pass }
                let text = open.map(\.report).joined(separator: "\n")
                return state.copy(text.orElse("Nothing is open.\n"), what: "the report")
            },
        ]
    }

    private static func details(_ index: Int, _ state: inout WizardState) -> [WizardEffect] {
        let cards = shown(state)
        guard cards.indices.contains(index) else { return [] }
        return state.show(FindingView.viewer(cards[index]))
    }

    private static func fix(_ state: inout WizardState) -> [WizardEffect] {
        state.mend(focusedCard(state)?.fix?.remedy)
    }

    private static func focusedCard(_ state: WizardState) -> Finding? {
        let cards = shown(state)
        let id = state.route.focus(on: .practices) ?? landing(state)
        if case .row(let index) = id, cards.indices.contains(index) { return cards[index] }
        return cards.indices.contains(state.practices.lastRow) ? cards[state.practices.lastRow] : nil
    }

    static func side(_ state: WizardState) -> Side? {
        guard let card = focusedCard(state) else { return nil }
        return card.place.contains("SES") || card.place.hasPrefix("ses") ? .ses : .eks
    }

    static func landing(_ state: WizardState) -> ItemID {
        let index = shown(state).firstIndex { $0.status == .warn || $0.status == .fail }
        return index.map { .row($0) } ?? .button(.proceed)
    }

    static func arrive(_ state: inout WizardState) -> [WizardEffect] {
        guard state.practices.cards == nil || state.practices.isOld else { return [] }
        return state.checkPractices()
    }

    static func prepare(_ state: inout WizardState) {
        if case .row(let index) = state.focused.id { state.practices.lastRow = index }
    }

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        guard let cards = state.practices.cards else {
            pen.line("What you have now, compared with what is safe.")
            pen.blank()
            if let trouble = state.practices.trouble {
                pen.mark(.wrong, 3)
                pen.prose(trouble.sentence, column: 5)
                pen.prose(trouble.advice, column: 5)
            } else {
                pen.line(
                    state.form.preview.design == nil
                        ? "There is nothing to compare before the answers are complete."
                        : "Reading policies and identities…")
            }
            pen.blank()
            pen.buttons(items(state))
            return
        }
        let isLive = !state.actingSides.isEmpty
        let time = state.clock(state.practices.readAt).map { "Read at \($0)." } ?? "Read just before."
        pen.line(
            "What you have now, compared with what is safe. "
                + (isLive ? time : "Checked the files; AWS was not asked."))
        if let trouble = state.practices.trouble {
            pen.line(.wrong, TextCut.end("It could not be read again: \(trouble.sentence)", pen.layout.width - 7))
        }
        pen.blank()
        paintPassed(state, &pen)
        for (index, card) in shown(state).enumerated() { paint(card, index, &pen) }
        if cards.allSatisfy({ $0.status == .pass }) { pen.line("Nothing is open.", column: 5) }
        if let card = focusedCard(state), card.status != .pass {
            pen.blank()
            FindingView.paint(card, &pen)
        }
        pen.blank()
        pen.buttons(items(state))
        paintPassedBelow(state, &pen)
    }

    /// What is right, one by one, where there is room for it.
    private static func paintPassedBelow(_ state: WizardState, _ pen: inout Pen) {
        let passed = state.practices.passed
        guard hasRoom(state), !passed.isEmpty, !state.practices.showsAll else { return }
        pen.blank()
        pen.line(passed.count == 1 ? "1 thing is right" : "\(passed.count) things are right", style: .bold)
        for card in passed {
            let code = pen.layout.width - TextWidth.columns(card.code) - 2
            pen.mark(.right, 3)
            pen.put(TerminalText.sanitized(card.title), 5, limit: code - 2)
            pen.put(card.code, code, .faint)
            pen.advance()
        }
    }

    private static func hasRoom(_ state: WizardState) -> Bool { BodyLayout.hasRoomUnderForm(state.size) }

    private static func paintPassed(_ state: WizardState, _ pen: inout Pen) {
        let passed = state.practices.passed
        guard !state.practices.showsAll, !passed.isEmpty, !hasRoom(state) else { return }
        pen.line(
            .right,
            passed.count == 1 ? "1 thing is right; a lists it" : "\(passed.count) things are right; a lists them")
        pen.blank()
    }

    private static func paint(_ card: Finding, _ index: Int, _ pen: inout Pen) {
        pen.mark(card.status.mark, 3)
        let code = pen.layout.width - TextWidth.columns(card.code) - 2
        let end = pen.put(TerminalText.sanitized(card.title), 5, limit: code - 2)
        pen.put(card.code, code, .faint)
        pen.item(.row(index), 5..<end)
        pen.advance()
    }

    static func says(_ state: WizardState) -> Says {
        switch state.focused.id {
        case .row:
            return Says(
                "None of these stops your mail. They matter on the day something leaks.", "Enter shows the evidence.")
        case .button(.fixPractice):
            return Says(focusedCard(state)?.fix?.text ?? "Shows the plan again.", "Shown once more before it is done.")
        case .button(.back): return Says("Back to screen 7. All answers are kept.")
        default: return Says("Enter goes on to the last screen.")
        }
    }
}
