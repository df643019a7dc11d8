/// Why something that was asked for did not work, worded for a person.
public struct Trouble: Error, Hashable, Sendable {
    /// What is wrong, as a sentence; understandable alone.
    public var sentence: String
    /// What to do, as a sentence or a command; may be empty.
    public var advice: String
    /// A few words for a table: `sign-in expired`.
    public var short: String

    /// A trouble.
    public init(_ sentence: String, advice: String = "", short: String = "did not work") {
        self.sentence = sentence
        self.advice = advice
        self.short = short
    }
}
