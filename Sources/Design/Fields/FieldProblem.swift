/// Why a text is not a value for a field.
public struct FieldProblem: Error, Hashable, Sendable {
    /// How far from a value the text is, which decides when a screen says so.
    public enum Kind: Hashable, Sendable {
        /// It can still become a value by typing on; said only when the field is left.
        case incomplete
        /// It cannot become a value; said at once.
        case illegal
        /// A value, but one that this setup cannot use: a region without SES, a wildcard.
        case unusable
    }

    /// The field.
    public var field: FieldID
    /// Incomplete, illegal or unusable.
    public var kind: Kind
    /// What was given, as it was given.
    public var found: String
    /// What a value looks like, in words: `12 digits`.
    public var expected: String
    /// The sentence for the line above the footer: what is wrong and what to do; ends with a period.
    public var sentence: String
    /// A lossless repair that can be offered, for example the same text in lower case.
    public var repair: String?

    /// A problem of one field.
    public init(
        field: FieldID, kind: Kind, found: String, expected: String, sentence: String, repair: String? = nil
    ) {
        self.field = field
        self.kind = kind
        self.found = found
        self.expected = expected
        self.sentence = sentence
        self.repair = repair
    }
}
