/// An IAM role's name, without its path.
public struct RoleName: Identifier {
    /// The name.
    public let text: String

    /// The kind's name in sentences.
    public static var kind: String { "role name" }

    /// What a role name looks like.
    public static var expectation: String { "1 to 64 letters, digits and + = , . @ _ -" }

    /// The longest name, in characters.
    public static let limit = 64

    /// Accepts 1 to 64 characters of IAM's set.
    public init(_ text: String) throws(IdentifierError) {
        try Self.checkIAMName(text, atMost: Self.limit)
        self.text = text
    }
}

extension Identifier {
    /// The rule that IAM has for names of roles and policies.
    static func checkIAMName(_ text: String, atMost limit: Int) throws(IdentifierError) {
        try checkPresence(text)
        try check(text, only: "letters, digits and + = , . @ _ -") { scalar in
            Characters.isAlphanumeric(scalar) || "+=,.@_-".unicodeScalars.contains(scalar)
        }
        try check(text, atMost: limit)
    }
}
