/// The path in front of an IAM role's or policy's name: `/` or `/team/mail/`.
public struct RolePath: Identifier {
    /// The path, with its slashes.
    public let text: String

    /// The path that names have when none is given.
    public static let root = RolePath(valid: "/")

    /// The kind's name in sentences.
    public static var kind: String { "role path" }

    /// What a path looks like.
    public static var expectation: String { "/ alone, or words between slashes such as /team/mail/" }

    /// Accepts `/`, or visible ASCII between two slashes; at most 512 characters.
    public init(_ text: String) throws(IdentifierError) {
        try Self.checkPresence(text)
        try Self.check(text, only: "visible ASCII characters", Characters.isVisible)
        try Self.checkExact(text)
        guard text.hasPrefix("/") else { throw Self.error(text, .rule("A path begins with /")) }
        guard text.hasSuffix("/") else { throw Self.error(text, .unfinished("A path ends with /")) }
        if text.contains("//") { throw Self.error(text, .rule("Two slashes stand together")) }
        try Self.check(text, atMost: 512)
        self.text = text
    }

    private init(valid text: String) { self.text = text }

    /// Adds the slashes that are missing at the ends.
    public static func repair(_ text: String) -> String? {
        repair(text) { trimmed in
            guard !trimmed.isEmpty else { return trimmed }
            return (trimmed.hasPrefix("/") ? "" : "/") + trimmed + (trimmed.hasSuffix("/") ? "" : "/")
        }
    }
}
