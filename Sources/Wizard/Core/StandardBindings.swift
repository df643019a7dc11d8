import Canvas

/// The keys that mean the same on every screen.
enum StandardBindings {
    /// The keys that mean the same whatever is shown, in a window that is too small too.
    static let everywhere = [
        Binding([.control("c")], "Ctrl-C", "leave", place: .enter) { $0.leave() },
        Binding([.control("z")], "Ctrl-Z", "suspend", place: .help) { _ in [.suspend] },
        Binding([.control("l")], "Ctrl-L", "redraw", place: .help) { _ in [.redraw] },
        .hidden([.control("t")]) { $0.showWholeTexts() },
    ]

    /// The table of the current screen: its letters and the standard keys.
    static func table(_ state: WizardState, isTyping: Bool? = nil) -> [Binding] {
        let parts = parts(state, isTyping: isTyping)
        return parts.own + parts.demo + parts.everywhere
    }

    /// The table in its parts: the screen's own keys, those of the demo, those that go everywhere.
    static func parts(
        _ state: WizardState, isTyping: Bool? = nil
    ) -> (own: [Binding], demo: [Binding], everywhere: [Binding]) {
        let item = state.focused
        let isTyping = isTyping ?? state.isTyping
        let isHome = state.screen == .home || state.screen == .diagnose
        let isAlone = state.code.items(state).count < 2
        var bindings = [
            state.showsRowsByEnter
                ? StageBindings.showRows
                : Binding([.enter], "Enter", item.enter, place: .enter, unless: item.disabled) {
                    $0.focused.activate(&$0)
                }
        ]
        if case .field(let field) = item.id {
            let hasOptions = !state.options(for: field).isEmpty
            bindings.append(
                Binding([.character(" ")], "Space", "choose", place: hasOptions && isTyping ? .footer : .hidden) {
                    $0.openOptions(field)
                })
            if !state.isTextField(field) {
                bindings.append(.hidden([.left]) { $0.step(field, by: -1) })
                bindings.append(.hidden([.right]) { $0.step(field, by: 1) })
            }
        }
        bindings += isTyping ? state.code.bindings(state).filter { !$0.isLetter } : state.code.bindings(state)
        let demo = state.mode == .demo && !isTyping ? demo(state, bindings) : []
        var everywhere = [
            Binding(
                [.tab], "Tab", "next", place: isHome || isAlone ? .hidden : isTyping ? .help : .standard, weight: 7,
                isListed: false
            ) { $0.moveFocus(by: 1) },
            Binding([.backTab], "Shift-Tab", "previous", place: isHome || isAlone ? .hidden : .help, isListed: false) {
                $0.moveFocus(by: -1)
            },
            Binding(
                [.up], "Up/Down", "choose", place: isAlone ? .hidden : isHome ? .standard : .help, isListed: false
            ) { $0.moveFocus(by: -1) },
            .hidden([.down]) { $0.moveFocus(by: 1) },
            .hidden([.pageDown]) { $0.scroll(by: max(1, Body.rows($0.size).count - 2)) },
            .hidden([.pageUp]) { $0.scroll(by: -max(1, Body.rows($0.size).count - 2)) },
            Binding(
                [.escape], "Esc", state.hasForegroundWork ? "stop" : state.findsInFleet ? "show all" : "back",
                place: state.screen == .home ? .hidden : .standard,
                weight: 2
            ) { $0.stopOrGoBack() },
            Binding(
                isTyping ? [.control("o")] : [.control("o"), .character(":")], isTyping ? "Ctrl-O" : ": Ctrl-O",
                "actions", place: isTyping ? .standard : .help, isListed: false
            ) { $0.show(ActionsList.overlay($0)) }.forPresenter(),
            Binding([.character("?"), .function(1)], "?", "help", place: .standard, weight: 1) {
                $0.show(HelpText.overlay($0))
            },
        ]
        // What a key means on this screen alone comes first.
        var taken = Set(bindings.flatMap(\.keys))
        for binding in demo + everywhere { taken.formUnion(binding.keys) }
        everywhere += letters(state, isTyping).filter { $0.keys.allSatisfy { !taken.contains($0) } }
        return (bindings, demo, everywhere)
    }

    private static func demo(_ state: WizardState, _ own: [Binding]) -> [Binding] {
        if state.stage != nil {
            let inbox = Binding.letter("m", "demo inbox", place: .help) { $0.openInbox() }
            return [inbox] + StageBindings.all(state, own: own)
        }
        let away = state.planning.isApplying ? "apply is running" : nil
        // Footers are read by audiences, who are not to be told that something may be broken.
        return [
            .letter("b", "break something", place: .help, unless: away) {
                $0.show(FaultsOverlay()) + [.demo(.readFaults)]
            },
            .letter("m", "demo inbox", place: .help) { $0.openInbox() },
            .letter("o", "start the demo over", place: .help, unless: away) { $0.show(Dialogs.resetWorld) },
        ]
    }

    /// Masks on or off.
    static func masking(_ state: WizardState) -> Binding {
        .letter("x", state.masks == nil ? "mask" : "no masks", place: .help) { $0.toggleMasks() }
            .named(
                "\(state.masks == nil ? "Mask" : "Show") \(state.maskedKinds)",
                state.masks == nil
                    ? "Stand-ins for \(state.maskedValues), on every screen and in copies."
                    : "Everything is shown as it is."
            ).forPresenter()
    }

    private static func letters(_ state: WizardState, _ isTyping: Bool) -> [Binding] {
        let leave = Binding(
            isTyping ? [.control("c")] : [.character("q"), .control("c")], isTyping ? "Ctrl-C" : "q", "leave",
            place: .standard, weight: 8
        ) { $0.leave() }
        guard !isTyping else { return [leave] }
        let canUndo = state.form.history.canUndo ? nil : "no answer was changed"
        let canRedo = state.form.history.canRedo ? nil : "nothing was taken back"
        let hasFiles = state.form.preview.hasFiles ? nil : "there are no files yet"
        return [
            .letter("g", "go to a screen", place: .help, unless: state.screen == .home ? "start first" : nil) {
                $0.show(ScreensList.overlay($0))
            },
            .letter("d", "diagnose", place: .help) { $0.diagnose() }
                .named("Diagnose", "Looks at the nine links that must be right for a mail to leave. It only reads."),
            .letter("l", "calls made", place: .help, unless: CallsPage.obstacle(state)) { $0.show(CallsPage.open($0)) }
                .named(
                    "Calls made", "What was asked of AWS and the cluster, each with the command that does the same."),
            masking(state),
            .letter("u", "undo an answer", place: .help, unless: canUndo) { $0.undoAnswers() },
            .letter("U", "redo an answer", place: .help, unless: canRedo) { $0.redoAnswers() },
            .letter("v", "view the files", place: .help, unless: hasFiles) { $0.viewFiles() },
            .letter("w", "write the files", place: .help, unless: hasFiles) { $0.writeFiles() },
            .letter("M", state.usesMouse ? "mouse off" : "mouse on", place: .help) { state in
                state.usesMouse.toggle()
                state.message = Says(
                    state.usesMouse
                        ? "A click puts the focus there, the wheel scrolls." : "The mouse is the terminal's own now.",
                    state.usesMouse ? "Views of texts leave it to the terminal." : "M takes it back.")
                return []
            },
            leave,
        ]
    }
}

extension WizardState {
    /// The binding table of the screen, whatever lies over it.
    var screenBindings: [Binding] { StandardBindings.table(self) }

    /// The bindings that work now: those of the topmost overlay, else of the screen.
    public var activeBindings: [Binding] {
        if isTooSmall { return StandardBindings.everywhere }
        guard let overlay = overlays.last else { return screenBindings }
        return overlayBindings + (overlay is HelpOverlay ? [] : [HelpText.onOverlay])
    }

    /// The keys of what lies on top of the screen, without those that explain it.
    var overlayBindings: [Binding] {
        overlays.last.map { StageBindings.over(self, own: $0.bindings(self)) } ?? []
    }

    /// Whether the terminal is smaller than 80 by 24.
    public var isTooSmall: Bool { size.columns < 80 || size.rows < 24 }

    /// Whether something runs that Esc stops before it goes back.
    var hasForegroundWork: Bool {
        switch screen {
        case .apply: planning.isApplying
        case .test: work.isRunning(.send)
        case .diagnose:
            diagnosing.page == .running && work.isRunning(.diagnose) || diagnosing.isWatching
                || diagnosing.page == .proof && work.isRunning(.prove)
                || diagnosing.page == .fleet && work.isRunning(.fleet)
        default: false
        }
    }

    /// Does what a key is bound to, or says why not now; a key that is bound to nothing does nothing.
    mutating func run(_ key: Key, of bindings: [Binding]) -> [WizardEffect] {
        guard let binding = bindings.first(where: { $0.keys.contains(key) }) else { return [] }
        if case .off(let reason) = binding.availability {
            message = .notNow(reason)
            return []
        }
        return binding.run(&self)
    }
}
