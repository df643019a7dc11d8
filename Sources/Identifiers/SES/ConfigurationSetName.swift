/// The name of an SES configuration set.
public struct ConfigurationSetName: Identifier {
    /// The name.
    public let text: String

    /// The kind's name in sentences.
    public static var kind: String { "configuration set name" }

    /// What a configuration set's name looks like.
    public static var expectation: String { "1 to 64 letters, digits, - and _" }

    /// Accepts 1 to 64 letters, digits, `-` and `_`.
    public init(_ text: String) throws(IdentifierError) {
        try Self.checkPresence(text)
        try Self.check(text, only: "letters, digits, - and _") {
            Characters.isAlphanumeric($0) || $0 == "-" || $0 == "_"
        }
        try Self.check(text, atMost: 64)
        self.text = text
    }
}
