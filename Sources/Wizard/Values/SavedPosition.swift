public import Calls
public import Design

/// All that is kept when the program ends: answers and position, no secrets.
public struct SavedPosition: Hashable, Sendable {
    /// The answers.
    public var answers: Answers
    /// Texts in fields that are no values yet.
    public var drafts: [FieldID: String]
    /// The screen.
    public var screen: ScreenID
    /// The screens that were seen.
    public var seen: Set<ScreenID>
    /// Whose credentials were chosen, by side; names only.
    public var callers: [Side: CallerChoice]
    /// When AWS last said who they are, by side.
    public var asked: [Side: Moment]
    /// What Home says about it: `7 of 9 things made, 2 mails wait for a click`.
    public var summary: String
    /// The snippet that was looked at last, by its name; nil for none.
    public var snippet: String?

    /// A position.
    public init(
        answers: Answers = Answers(), drafts: [FieldID: String] = [:], screen: ScreenID = .introduction,
        seen: Set<ScreenID> = [], callers: [Side: CallerChoice] = [:], asked: [Side: Moment] = [:],
        summary: String = "", snippet: String? = nil
    ) {
        self.answers = answers
        self.drafts = drafts
        self.screen = screen
        self.seen = seen
        self.callers = callers
        self.asked = asked
        self.summary = summary
        self.snippet = snippet
    }
}
