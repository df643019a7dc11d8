/// Where the person is and was, and where they put the focus.
struct Route: Hashable, Sendable {
    /// The screen that is shown.
    private(set) var screen = ScreenID.home
    /// The numbered screens that were shown.
    private(set) var seen: Set<ScreenID> = []
    /// Whether Continue was pressed while answers were still on their way.
    var continuesWhenAnswered = false
    /// The screens whose open questions were pointed out.
    private var warned: Set<ScreenID> = []
    /// Where the person put the focus; on other screens it goes to what needs a person.
    private var placed: [ScreenID: ItemID] = [:]

    /// Shows a screen.
    mutating func go(to target: ScreenID) {
        continuesWhenAnswered = false
        if target != .home { seen.insert(target) }
        screen = target
    }

    /// Takes up a run where it was left: everything before the screen was seen then.
    mutating func resume(at target: ScreenID, seen others: Set<ScreenID>) {
        seen = others.union(ScreenID.steps.filter { $0 < target })
        screen = target
    }

    /// Points out open questions; false when that was done on this screen before.
    mutating func warn() -> Bool { warned.insert(screen).inserted }

    /// Where the person put the focus on a screen; nil lets it go to what needs a person.
    func focus(on screen: ScreenID) -> ItemID? { placed[screen] }

    /// Puts the focus of the screen on an item.
    mutating func place(_ item: ItemID) { placed[screen] = item }

    /// Lets the focus of a screen go to what needs a person.
    mutating func free(_ screen: ScreenID) { placed[screen] = nil }
}
