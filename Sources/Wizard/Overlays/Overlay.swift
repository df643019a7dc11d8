import Canvas

/// Something that lies over a screen and takes its keys: help, lists, dialogs, viewers.
protocol Overlay: Sendable {
    /// The keys that work while it is open, and what they do.
    func bindings(_ state: WizardState) -> [Binding]
    /// Whether letters are text now (a filter or a search is being typed).
    var capturesText: Bool { get }
    /// Takes a key as text; false when it means nothing there.
    mutating func type(_ key: Key) -> Bool
    /// The two lines above the footer.
    func says(_ state: WizardState) -> Says
    /// Draws itself into the rows of the body.
    func paint(_ state: WizardState, _ frame: inout Frame, rows: Range<Int>)
    /// Whether the screen below is not drawn at all.
    var hidesBody: Bool { get }
    /// Breaks its text for a number of columns; asked when it opens and when the window changes.
    mutating func layOut(_ columns: Int)
    /// Whether only the presenter of a stage uses it: its keys are not shown among those that were pressed.
    var isForPresenter: Bool { get }
    /// What a click on a place of the screen means; nil for nothing.
    func click(_ position: Position, _ state: WizardState) -> OverlayClick?
}

extension Overlay {
    var capturesText: Bool { false }
    mutating func type(_ key: Key) -> Bool { false }
    var hidesBody: Bool { false }
    var isForPresenter: Bool { false }
    mutating func layOut(_ columns: Int) {}
    func click(_ position: Position, _ state: WizardState) -> OverlayClick? { nil }

    static var close: Binding {
        Binding([.escape], "Esc", "close", place: .standard, weight: 2, run: closing())
    }

    /// What changes this overlay, which stays open.
    static func changing(_ change: @escaping @Sendable (inout Self, WizardState) -> Void) -> Handler {
        { state in
            guard var top = state.topmost(Self.self) else { return [] }
            change(&top, state)
            state.overlays[state.overlays.count - 1] = top
            return []
        }
    }

    /// What closes this overlay, and what follows.
    static func closing(_ then: @escaping Handler = { _ in [] }) -> Handler {
        { state in
            guard state.topmost(Self.self) != nil else { return [] }
            state.overlays.removeLast()
            return then(&state)
        }
    }
}

/// What a click in an overlay means.
enum OverlayClick: Hashable, Sendable {
    /// Another row or answer is chosen from now on: so many steps further.
    case move(Int)
    /// What is chosen is done.
    case take
}

extension WizardState {
    /// The topmost overlay, when it is of a kind.
    func topmost<Kind: Overlay>(_: Kind.Type) -> Kind? { overlays.last as? Kind }
}
