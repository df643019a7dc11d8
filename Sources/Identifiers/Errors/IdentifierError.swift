/// Why a text is no identifier of its kind.
public struct IdentifierError: Error, Hashable, Sendable {
    /// What the text should have been: "account ID".
    public let kind: String

    /// The text as it was given.
    public let found: String

    /// What a valid text looks like: "12 digits".
    public let expected: String

    /// The rule that the text breaks.
    public let cause: Cause

    /// The fact that makes the text unusable.
    public enum Cause: Hashable, Sendable {
        /// Nothing was given.
        case empty
        /// A run of characters outside the allowed set, and the set in words.
        case illegal(run: String, allowed: String)
        /// More characters than the limit.
        case tooLong(count: Int, limit: Int)
        /// Too few characters so far; typing on can still make it valid.
        case incomplete(count: Int, needed: Int, unit: String)
        /// Something must come first or last that does not; typing on can still make a missing end valid.
        case edge(String)
        /// A wildcard or variable where one exact value is needed.
        case wildcard(String)
        /// No entry of the closed list, with the nearest one that is.
        case unlisted(nearest: String?)
        /// Another rule, as a sentence without its full stop.
        case rule(String)
        /// A rule that more typing can still fulfil, as a sentence without its full stop.
        case unfinished(String)
    }

    /// Makes an error from its facts.
    public init(kind: String, found: String, expected: String, cause: Cause) {
        self.kind = kind
        self.found = found
        self.expected = expected
        self.cause = cause
    }

    /// True when typing more characters can make the text valid, so that a form waits until the field is left.
    public var isIncomplete: Bool {
        switch cause {
        case .empty, .incomplete, .unfinished, .edge: true
        case .illegal, .tooLong, .wildcard, .unlisted, .rule: false
        }
    }

    /// The run of characters that is not allowed, for a mark under it; nil when the fault is elsewhere.
    public var illegalRun: String? {
        switch cause {
        case .illegal(let run, _), .wildcard(let run): run
        default: nil
        }
    }
}
