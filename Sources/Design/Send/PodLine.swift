import Wire

/// One line of what happens in a pod: a command that was started, or what it wrote.
public struct PodLine: Hashable, Sendable {
    /// Which of both.
    public enum Kind: Hashable, Sendable {
        /// A command, as words for a shell.
        case command
        /// A line of its output.
        case output
        /// A line of its errors.
        case error
        /// What sesame says to it.
        case note
        /// What it says of a Job that stays, or may.
        case leftover
    }

    /// Which of both.
    public let kind: Kind
    /// The line, without control characters and without what looks like a secret.
    public let text: String

    /// A line of text from outside.
    public init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = TerminalText.sanitized(Redactor().redact(text), limit: .max)
    }

    /// The line as a transcript has it: commands behind `$ `.
    public var shown: String { kind == .command ? "$ " + text : text }
}
