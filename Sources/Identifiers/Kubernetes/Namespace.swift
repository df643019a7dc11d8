/// A Kubernetes namespace's name (RFC 1123 label).
public struct Namespace: Identifier {
    /// The name.
    public let text: String

    /// The kind's name in sentences.
    public static var kind: String { "namespace" }

    /// What a namespace's name looks like.
    public static var expectation: String { "1 to 63 small letters, digits and -, no - at the ends" }

    /// Accepts 1 to 63 small letters, digits and `-`, with no `-` at the ends.
    public init(_ text: String) throws(IdentifierError) {
        try Self.checkPresence(text)
        try Self.check(text, only: "small letters, digits and -") { Characters.isSmallAlphanumeric($0) || $0 == "-" }
        if text.hasPrefix("-") { throw Self.error(text, .rule("A namespace begins with a letter or digit")) }
        try Self.check(text, atMost: 63)
        if text.hasSuffix("-") { throw Self.error(text, .unfinished("A namespace ends with a letter or digit")) }
        self.text = text
    }

    /// Makes the letters small.
    public static func repair(_ text: String) -> String? { repair(text) { $0.lowercasedASCII } }
}
