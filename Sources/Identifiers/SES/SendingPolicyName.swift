/// The name of a sending policy on an SES identity.
public struct SendingPolicyName: Identifier {
    /// The name.
    public let text: String

    /// The kind's name in sentences.
    public static var kind: String { "sending policy name" }

    /// What a sending policy's name looks like.
    public static var expectation: String { "1 to 64 letters, digits, - and _" }

    /// The longest name, in characters.
    public static let limit = 64

    /// Accepts 1 to 64 letters, digits, `-` and `_`.
    public init(_ text: String) throws(IdentifierError) {
        try Self.checkPresence(text)
        try Self.check(text, only: "letters, digits, - and _") {
            Characters.isAlphanumeric($0) || $0 == "-" || $0 == "_"
        }
        try Self.check(text, atMost: Self.limit)
        self.text = text
    }
}
