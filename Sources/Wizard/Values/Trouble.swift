import Wire

/// Why something that was asked for did not work, worded for a person.
public struct Trouble: Error, Hashable, Sendable {
    /// What is wrong, as a sentence; understandable alone.
    public var sentence: String
    /// What to do, as a sentence or a command; may be empty.
    public var advice: String
    /// A few words for a table: `sign-in expired`.
    public var short: String

    /// A trouble; what looks like a secret in its words is taken out, because they quote files and answers.
    public init(_ sentence: String, advice: String = "", short: String = "did not work") {
        self.sentence = Redactor().redact(sentence)
        self.advice = Redactor().redact(advice)
        self.short = short
    }
}
