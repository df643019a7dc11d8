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

    /// Goes to the next screen; an open question is pointed out once, answers on their way are waited for.
    mutating func goForward() -> [WizardEffect] {
        var effects: [WizardEffect] = []
        if case .field(let field) = focused.id { effects += leave(field) }
        if screen == .introduction {
            let accepted = acceptProposals()
            if !accepted.isEmpty { return effects + accepted }
        }
        if isWaitingForAnswers {
            route.continuesWhenAnswered = true
            return effects
        }
        let open = code.openItems(self)
        if let first = open.first, route.warn() {
            effects += setFocus(first)
            message = Says(
                open.count == 1 ? "One thing is open here." : "\(open.count) things are open here.",
                "Continue once more leaves that open; only Apply and Send need it.", mark: .open)
            return effects
        }
        guard let next = screen.next else { return effects }
        return effects + go(to: next)
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
        guard let previous = screen.previous else { return effects }
        // Whoever comes back here wants to go on: an Enter must not lead back again.
        if focused.id == .button(.back) { freeFocus() }
        route.go(to: previous)
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
