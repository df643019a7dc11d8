import Canvas

/// The keys that mean the same on every screen.
enum StandardBindings {
    /// The table of the current screen: its letters and the standard keys.
    static func table(_ state: WizardState, isTyping: Bool? = nil) -> [Binding] {
        let item = state.focused
        let isTyping = isTyping ?? state.isTyping
        let isHome = state.screen == .home
        let isAlone = state.code.items(state).count < 2
        var bindings = [
            Binding([.enter], "Enter", item.enter, .activate, place: .enter, unless: item.disabled)
        ]
        if case .field(let field) = item.id {
            let hasOptions = !state.options(for: field).isEmpty
            bindings.append(
                Binding(
                    [.character(" ")], "Space", "choose", .choose, place: hasOptions && isTyping ? .footer : .hidden))
        }
        bindings += isTyping ? state.code.bindings(state).filter { !$0.isLetter } : state.code.bindings(state)
        if state.mode == .demo, !isTyping { bindings += demo(state) }
        bindings += [
            Binding([.tab], "Tab", "next", .next, place: isHome || isAlone ? .hidden : isTyping ? .help : .standard),
            Binding([.backTab], "Shift-Tab", "previous", .previous, place: isHome ? .hidden : .help),
            Binding([.up, .down], "Up/Down", "choose", .up, place: isHome ? .standard : .help),
            Binding(
                [.escape], "Esc", state.hasForegroundWork ? "stop" : "back", .back, place: isHome ? .hidden : .standard),
            Binding(
                isTyping ? [.control("o")] : [.control("o"), .character(":")], isTyping ? "Ctrl-O" : ": Ctrl-O",
                "actions",
                .actions, place: isTyping ? .standard : .help),
            Binding([.character("?"), .function(1)], "?", "help", .help, place: .standard),
        ]
        bindings += letters(state, isTyping)
        return bindings
    }

    private static func demo(_ state: WizardState) -> [Binding] {
        let away = state.planning.isApplying ? "apply is running" : nil
        let place: Binding.Place = state.screen >= .test ? .standard : .help
        return [
            .letter("b", "break something", .breakSomething, place: place, unless: away),
            .letter("m", "demo inbox", .openInbox, place: place),
            .letter("o", "start the demo over", .resetWorld, place: .help, unless: away),
        ]
    }

    private static func letters(_ state: WizardState, _ isTyping: Bool) -> [Binding] {
        let leave = Binding(
            isTyping ? [.control("c")] : [.character("q"), .control("c")], isTyping ? "Ctrl-C" : "q", "leave", .leave,
            place: .standard)
        guard !isTyping else { return [leave] }
        let canUndo = state.history.canUndo ? nil : "no answer was changed"
        let canRedo = state.history.canRedo ? nil : "nothing was taken back"
        let hasFiles = state.preview.artifacts.isEmpty ? "there are no files yet" : nil
        return [
            .letter("g", "go to a screen", .goTo, place: .help, unless: state.screen == .home ? "start first" : nil),
            .letter("u", "undo an answer", .undo, place: .help, unless: canUndo),
            .letter("U", "redo an answer", .redo, place: .help, unless: canRedo),
            .letter("v", "view the files", .viewFiles, place: .help, unless: hasFiles),
            .letter("w", "write the files", .writeFiles, place: .help, unless: hasFiles),
            leave,
        ]
    }
}

extension Binding {
    /// Whether one of its keys is a letter that would be text in a field.
    var isLetter: Bool {
        keys.contains { if case .character = $0 { true } else { false } }
    }
}

extension WizardState {
    /// The binding table of the screen, whatever lies over it.
    var screenBindings: [Binding] { StandardBindings.table(self) }

    /// The bindings that work now: those of the topmost overlay, else of the screen.
    public var activeBindings: [Binding] {
        if isTooSmall { return TooSmall.bindings }
        return overlays.last?.bindings(self) ?? screenBindings
    }

    /// Whether the terminal is smaller than 80 by 24.
    public var isTooSmall: Bool { size.columns < 80 || size.rows < 24 }

    /// Whether something runs that Esc stops before it goes back.
    var hasForegroundWork: Bool {
        switch screen {
        case .apply: planning.isApplying
        case .test: work.isRunning(.send)
        default: false
        }
    }
}
