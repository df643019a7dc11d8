/// Something that is open on a screen: an empty answer, or a text that was refused.
struct OpenQuestion: Hashable, Sendable {
    /// The screen.
    var screen: ScreenID
    /// What is open.
    var item: ItemID
    /// The text that was refused; another one is another question.
    var refused: String?
}

/// Where the person is and was, and where they put the focus.
struct Route: Hashable, Sendable {
    /// The screen that is shown.
    private(set) var screen = ScreenID.home
    /// The screen that diagnosing began on.
    private(set) var origin = ScreenID.home
    /// The numbered screens that were shown.
    private(set) var seen: Set<ScreenID> = []
    /// Whether Continue was pressed while answers were still on their way.
    var continuesWhenAnswered = false
    /// The open questions that were pointed out.
    private var pointedOut: Set<OpenQuestion> = []
    /// Where the person put the focus; on other screens it goes to what needs a person.
    private var placed: [ScreenID: ItemID] = [:]

    /// Shows a screen.
    mutating func go(to target: ScreenID) {
        continuesWhenAnswered = false
        if target == .diagnose, screen != .diagnose { origin = screen }
        if target.isStep { seen.insert(target) }
        screen = target
    }

    /// Takes up a run where it was left: everything before the screen was seen then.
    mutating func resume(at target: ScreenID, seen others: Set<ScreenID>) {
        seen = others.union(ScreenID.steps.filter { $0 < target })
        screen = target
    }

    /// Which of these nobody was told about yet.
    func new(_ questions: [OpenQuestion]) -> [OpenQuestion] { questions.filter { !pointedOut.contains($0) } }

    /// Points out open questions, each once.
    mutating func pointOut(_ questions: [OpenQuestion]) { pointedOut.formUnion(questions) }

    /// Where the person put the focus on a screen; nil lets it go to what needs a person.
    func focus(on screen: ScreenID) -> ItemID? { placed[screen] }

    /// Puts the focus of the screen on an item.
    mutating func place(_ item: ItemID) { placed[screen] = item }

    /// Lets the focus of a screen go to what needs a person.
    mutating func free(_ screen: ScreenID) { placed[screen] = nil }
}
