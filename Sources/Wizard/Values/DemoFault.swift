public import Stage

/// Something that can be broken on purpose in the demo's world, and how it stands there now.
public struct DemoFault: Hashable, Sendable {
    /// How a fault stands.
    public enum Standing: Hashable, Sendable {
        /// It is not broken, or somebody repaired it by hand.
        case off
        /// It breaks just before the next of something.
        case armed(StageScript.Cue)
        /// It has been broken for so many seconds.
        case on(seconds: Int)
    }

    /// The name of its scenario, by which it is broken and mended.
    public var name: String
    /// Its number in the menu, counted from 1; nil for those that only searching finds.
    public var number: Int?
    /// What it is, in a few words: `trust policy names namespace "prod"`.
    public var called: String
    /// What is the case then, as a sentence.
    public var title: String
    /// The code that Diagnose names it by.
    public var code: String
    /// How it stands.
    public var standing: Standing
    /// The names of what is broken and keeps it from being seen.
    public var hiddenBy: [String]

    /// A fault.
    public init(
        name: String, number: Int? = nil, called: String, title: String, code: String, standing: Standing = .off,
        hiddenBy: [String] = []
    ) {
        self.name = name
        self.number = number
        self.called = called
        self.title = title
        self.code = code
        self.standing = standing
        self.hiddenBy = hiddenBy
    }

    /// Whether it is broken now.
    public var isOn: Bool { if case .on = standing { true } else { false } }
}
