import Calls
import Canvas
import Design

extension WizardState {
    var code: any Screen.Type { screen.code }

    /// The focused item: where the person put it, else where something needs a person.
    var focused: Item {
        let items = code.items(self)
        if let id = route.focus(on: screen), let item = items.first(where: { $0.id == id }) {
            return item
        }
        let landing = code.landing(self)
        return items.first { $0.id == landing } ?? items.first ?? .proceed
    }

    /// Moves the focus by a number of items; it wraps.
    mutating func moveFocus(by step: Int) -> [WizardEffect] {
        let items = code.items(self)
        guard !items.isEmpty else { return [] }
        let current = items.firstIndex { $0.id == focused.id } ?? 0
        let next = ((current + step) % items.count + items.count) % items.count
        return setFocus(items[next].id)
    }

    /// Puts the focus on an item; a field that is left is checked.
    mutating func setFocus(_ id: ItemID) -> [WizardEffect] {
        var effects: [WizardEffect] = []
        if case .field(let field) = focused.id, focused.id != id { effects += leave(field) }
        route.place(id)
        return effects
    }

    /// Lets the focus go to what needs a person.
    mutating func freeFocus() { route.free(screen) }

    /// What Continue does now.
    enum Continuing: Hashable {
        /// Says yes to the credentials that are proposed.
        case asking
        /// Goes on as soon as what is asked has come.
        case waiting
        /// Points out what is open, and goes on the next time.
        case pointingOut([OpenQuestion])
        /// Goes on.
        case going(ScreenID)
        /// Does nothing: there is no further screen.
        case staying
    }

    /// What Continue does now.
    var continuing: Continuing {
        if screen == .introduction, !callers.proposed.isEmpty { return .asking }
        if isWaitingForAnswers { return .waiting }
        let open = route.new(openQuestions)
        // What was refused is told one by one, each with its reason.
        if let refused = open.first(where: { $0.refused != nil }) { return .pointingOut([refused]) }
        if !open.isEmpty { return .pointingOut(open) }
        return screen.next.map { .going($0) } ?? .staying
    }

    /// What is open on this screen, as Continue points it out.
    private var openQuestions: [OpenQuestion] {
        // The button that is pressed is no place to be sent to.
        var items = code.openItems(self).filter { $0 != .button(.proceed) }
        // What waits for a click or for somebody else is nobody's question here.
        if screen == .apply { items = items.filter { if case .resource(let row) = $0 { isTodo(row) } else { true } } }
        return items.map { item in
            guard case .field(let field) = item, form.problems[field] != nil else {
                return OpenQuestion(screen: screen, item: item, refused: nil)
            }
            return OpenQuestion(screen: screen, item: item, refused: form.text(of: field))
        }
    }

    /// Goes to the next screen; what is open is pointed out once, answers on their way are waited for.
    mutating func goForward() -> [WizardEffect] {
        var effects: [WizardEffect] = []
        if case .field(let field) = focused.id { effects += leave(field) }
        switch continuing {
        case .asking: return effects + acceptProposals()
        case .waiting: route.continuesWhenAnswered = true
        case .pointingOut(let questions):
            route.pointOut(questions)
            effects += setFocus(questions[0].item)
            message = words(pointingOut: questions)
        case .going(let next): effects += go(to: next)
        case .staying: break
        }
        return effects
    }

    /// What is said when Continue points out what is open.
    private func words(pointingOut questions: [OpenQuestion]) -> Says {
        if case .field(let field) = questions[0].item, let problem = form.problems[field] {
            return Says(
                "\(Field[field].label): \(problem.sentence)",
                "No part of it is used; Apply, Send and Write stop at it. Continue leaves it.", mark: .wrong)
        }
        return Says(
            questions.count == 1 ? "One thing is open here." : "\(questions.count) things are open here.",
            "Continue once more leaves that open; only Apply and Send need it.", mark: .open)
    }

    /// What Enter on Continue does where it does not go on; nil where it does, or the screen says it itself.
    var continueSays: Says? {
        guard focused.id == .button(.proceed) else { return nil }
        switch continuing {
        case .asking, .going, .staying: return nil
        case .waiting: return Says("Enter goes on as soon as what is being asked has come.", mark: .running)
        case .pointingOut(let questions):
            let names =
                questions.count > 3
                ? "\(questions.count) things" : questions.map { name(of: $0.item) }.joined(separator: ", ")
            return Says(
                wrapped: "Enter shows what is open here: \(names). Once more leaves that open.", size.columns - 6,
                mark: questions[0].refused == nil ? .open : .wrong)
        }
    }

    /// What an item is called in a sentence.
    private func name(of item: ItemID) -> String {
        switch item {
        case .field(let field): Field[field].label
        case .caller(let side): side.words
        case .resource(let address): address.word
        case .button(.send): "the test message"
        case .button, .row, .choice, .bundle, .mask, .anything: "a choice"
        }
    }

    /// Whether something that this screen needs is being asked right now.
    private var isWaitingForAnswers: Bool {
        switch screen {
        case .introduction: work.isRunning(.identify)
        case .configuration: FormFields.configuration.contains { isPending($0) && Field[$0].isRequired }
        case .ses: FormFields.ses.contains { isPending($0) && Field[$0].isRequired }
        default: false
        }
    }

    /// Goes on when Continue was pressed early and everything has been answered.
    mutating func continueIfAnswered() -> [WizardEffect] {
        guard route.continuesWhenAnswered, !isWaitingForAnswers, overlays.isEmpty else { return [] }
        route.continuesWhenAnswered = false
        return goForward()
    }

    /// Shows a screen.
    mutating func go(to target: ScreenID) -> [WizardEffect] {
        route.go(to: target)
        var effects = code.arrive(&self)
        if target > .introduction { effects += ask() }
        if target == .apply { effects.append(.dropTypeAhead) }
        effects.append(.saveState)
        return effects
    }

    /// Goes one screen back without checking anything; stops at Home.
    mutating func goBack() -> [WizardEffect] {
        var effects: [WizardEffect] = []
        if case .field(let field) = focused.id { effects += leave(field) }
        if screen == .diagnose { return leaveDiagnosePage() }
        guard let previous = screen.previous else { return effects }
        // Whoever comes back here wants to go on: an Enter must not lead back again.
        if focused.id == .button(.back) { freeFocus() }
        route.go(to: previous)
        // What hangs on answers that were changed since is read anew.
        effects += code.arrive(&self)
        effects.append(.saveState)
        return effects
    }

    /// The mark of a screen in the step line.
    func stepMark(_ step: ScreenID) -> Character {
        if step == screen { return "▸" }
        guard route.seen.contains(step) else { return "·" }
        return step.code.openItems(self).isEmpty ? "✓" : "•"
    }
}
