public import Calls

/// A setup that was begun earlier, as Home lists it.
public struct SavedSetup: Hashable, Sendable {
    /// What the effect runner knows it by.
    public var id: String
    /// The cluster, or another name for it.
    public var name: String
    /// Namespace and service account: `default/ses-sender`.
    public var place: String
    /// When it was used: `yesterday 17:42`, `12 March`.
    public var when: String
    /// The screen that it was left on.
    public var screen: ScreenID
    /// What was done and what is open: `7 of 9 things made, 2 mails wait for a click`; may be empty.
    public var summary: String
    /// Whether everything was done.
    public var isFinished: Bool
    /// Whose credentials it used, as far as it says: `111122223333 eks-admin`.
    public var callers: [Side: String]

    /// A setup.
    public init(
        id: String, name: String, place: String, when: String, screen: ScreenID, summary: String = "",
        isFinished: Bool = false, callers: [Side: String] = [:]
    ) {
        self.id = id
        self.name = name
        self.place = place
        self.when = when
        self.screen = screen
        self.summary = summary
        self.isFinished = isFinished
        self.callers = callers
    }
}
