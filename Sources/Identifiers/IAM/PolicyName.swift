/// The name of an IAM policy, without its path.
public struct PolicyName: Identifier {
    /// The name.
    public let text: String

    /// The kind's name in sentences.
    public static var kind: String { "policy name" }

    /// What a policy name looks like.
    public static var expectation: String { "1 to 128 letters, digits and + = , . @ _ -" }

    /// The longest name, in characters.
    public static let limit = 128

    /// Accepts 1 to 128 characters of IAM's set.
    public init(_ text: String) throws(IdentifierError) {
        try Self.checkIAMName(text, atMost: Self.limit)
        self.text = text
    }
}
