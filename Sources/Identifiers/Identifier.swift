/// A name that AWS, Kubernetes or mail gives to something, valid by construction.
///
/// Two identifiers are equal when their texts are; they sort by text.
public protocol Identifier: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The identifier as it is written down, sent and compared.
    var text: String { get }

    /// Checks the text against the rules of its kind.
    ///
    /// Leading or trailing blanks are errors, with a repair on offer: see ``repair(_:)``.
    init(_ text: String) throws(IdentifierError)

    /// What the identifier is called in sentences: "account ID".
    static var kind: String { get }

    /// What a valid text looks like, in words: "12 digits".
    static var expectation: String { get }

    /// A valid text that means the same as the given one, where one exists without guessing.
    ///
    /// Returns nil when the text is already valid, or when no lossless repair is known.
    static func repair(_ text: String) -> String?
}

extension Identifier {
    /// The identifier's text.
    public var description: String { text }

    /// Sorts by text.
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }

    /// Removes blanks around the text when the rest is valid.
    public static func repair(_ text: String) -> String? { repair(text) { $0 } }

    /// Offers `change(trimmed text)` if it differs from the text and is valid.
    static func repair(_ text: String, _ change: (String) -> String) -> String? {
        if (try? Self(text)) != nil { return nil }
        let changed = change(text.trimmed)
        guard changed != text, (try? Self(changed)) != nil else { return nil }
        return changed
    }

    /// The error of this kind with what was found.
    static func error(_ found: String, _ cause: IdentifierError.Cause) -> IdentifierError {
        IdentifierError(kind: kind, found: found, expected: expectation, cause: cause)
    }
}
