/// A mail address as SES takes it: 7-bit ASCII, one @.
///
/// SES compares addresses case-sensitively in front of the @, so that part keeps the case it was typed in; the domain
/// is kept in small letters.
public struct EmailAddress: Identifier {
    /// The part in front of the @, as it was typed.
    public let local: String

    /// The part behind the @.
    public let domain: DomainName

    /// The kind's name in sentences.
    public static var kind: String { "mail address" }

    /// What an address looks like.
    public static var expectation: String { "one address such as no-reply@example.com" }

    /// Accepts one address without a display name; `*`, `?` and `${` are refused because policies read them as patterns.
    public init(_ text: String) throws(IdentifierError) {
        try Self.checkPresence(text)
        if let run = text.firstRun(outside: { $0.value < 0x80 }) {
            throw Self.error(text, .illegal(run: run, allowed: "ASCII characters (a domain in its xn-- form)"))
        }
        try Self.checkExact(text)
        try Self.check(text, only: "letters, digits and !#$%&'+-./=@^_`{|}~") { scalar in
            Characters.isVisible(scalar) && !"\"(),:;<>[\\]".unicodeScalars.contains(scalar)
        }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1 else {
            throw Self.error(text, .unfinished("An address has an @, such as ops@example.com"))
        }
        guard parts.count == 2 else {
            throw Self.error(text, .rule("An address has one @; here are \(parts.count - 1)"))
        }
        let local = parts[0]
        if local.isEmpty { throw Self.error(text, .rule("The name in front of the @ is missing")) }
        if local.utf8.count > 64 {
            throw Self.error(
                text, .rule("The name in front of the @ has at most 64 characters, not \(local.utf8.count)"))
        }
        if local.hasPrefix(".") || local.hasSuffix(".") || local.contains("..") {
            throw Self.error(text, .rule("A dot stands between two other characters of the name in front of the @"))
        }
        if parts[1].isEmpty { throw Self.error(text, .unfinished("The domain behind the @ is missing")) }
        self.local = local
        do throws(IdentifierError) { domain = try DomainName(parts[1]) } catch {
            throw Self.error(text, error.cause)
        }
    }

    /// Removes blanks, `mailto:`, and a display name with its angle brackets.
    public static func repair(_ text: String) -> String? {
        repair(text) { trimmed in
            if let open = trimmed.lastIndex(of: "<"), trimmed.hasSuffix(">") {
                return String(trimmed[trimmed.index(after: open)...].dropLast()).trimmed
            }
            return trimmed.hasPrefix("mailto:") ? String(trimmed.dropFirst("mailto:".count)) : trimmed
        }
    }

    /// The whole address.
    public var text: String { local + "@" + domain.text }
}
