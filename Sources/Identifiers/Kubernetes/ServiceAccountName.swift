/// A Kubernetes service account's name (RFC 1123 subdomain).
public struct ServiceAccountName: Identifier {
    /// The name.
    public let text: String

    /// The kind's name in sentences.
    public static var kind: String { "service account" }

    /// What a service account's name looks like.
    public static var expectation: String { "1 to 253 small letters, digits, - and ., a letter or digit at the ends" }

    /// Accepts 1 to 253 small letters, digits, `-` and `.`; each part between dots begins and ends with a letter or digit.
    public init(_ text: String) throws(IdentifierError) {
        try Self.checkPresence(text)
        // Dots are legal but rare: the sentence names what people need.
        try Self.check(text, only: "small letters, digits and -") {
            Characters.isSmallAlphanumeric($0) || $0 == "-" || $0 == "."
        }
        try Self.check(text, atMost: 253)
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if part.hasPrefix("-") || (part.isEmpty && index < parts.count - 1) {
                throw Self.error(text, .rule("Each part begins with a letter or digit"))
            }
            if part.isEmpty || part.hasSuffix("-") {
                let fault = "Each part ends with a letter or digit"
                throw Self.error(text, index == parts.count - 1 ? .unfinished(fault) : .rule(fault))
            }
        }
        self.text = text
    }

    /// Makes the letters small.
    public static func repair(_ text: String) -> String? { repair(text) { $0.lowercasedASCII } }
}
