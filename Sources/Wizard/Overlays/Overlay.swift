import Canvas

/// Something that lies over a screen and takes its keys: help, lists, dialogs, viewers.
protocol Overlay: Sendable {
    /// The keys that work while it is open.
    func bindings(_ state: WizardState) -> [Binding]
    /// Whether letters are text now (a filter or a search is being typed).
    var capturesText: Bool { get }
    /// Takes a key as text; false when it means nothing there.
    mutating func type(_ key: Key) -> Bool
    /// Carries out an action.
    mutating func perform(_ action: Action, _ state: WizardState) -> OverlayOutcome
    /// The two lines above the footer.
    func says(_ state: WizardState) -> Says
    /// Draws itself into the rows of the body.
    func paint(_ state: WizardState, _ frame: inout Frame, rows: Range<Int>)
    /// Whether the screen below is not drawn at all.
    var hidesBody: Bool { get }
}

extension Overlay {
    var capturesText: Bool { false }
    mutating func type(_ key: Key) -> Bool { false }
    var hidesBody: Bool { false }

    static var close: Binding { Binding([.escape], "Esc", "close", .back, place: .standard) }
}
