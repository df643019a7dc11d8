/// Why bytes are no JSON document.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where reading stopped.
    public let position: SourcePosition

    /// What was wrong there.
    public let kind: Kind

    /// The facts of a refusal.
    public enum Kind: Hashable, Sendable {
        /// Nothing but blanks.
        case empty
        /// The text ends inside a value.
        case unexpectedEnd
        /// A character that cannot stand here, and what can.
        case unexpected(found: String, expected: String)
        /// Something follows the document.
        case trailing(found: String)
        /// A byte sequence that is not UTF-8.
        case notUTF8
        /// A backslash before something that is no escape.
        case badEscape
        /// Half of a UTF-16 surrogate pair as an escape.
        case loneSurrogate
        /// A raw control character inside a string, by its code.
        case controlCharacter(UInt8)
        /// A number that JSON does not know, such as 01 or 1. or NaN.
        case badNumber
        /// A key that stands twice in one object, and where it stood first.
        case duplicateKey(String, first: SourcePosition)
        /// More levels than the limit.
        case tooDeep(limit: Int)
    }

    /// Makes an error.
    public init(position: SourcePosition, kind: Kind) {
        self.position = position
        self.kind = kind
    }

    /// What is wrong, with the place: `Line 3, column 7: …`.
    public var sentence: String { "Line \(position.line), column \(position.column): \(reason)." }

    /// What is wrong, without place and full stop.
    public var reason: String {
        switch kind {
        case .empty: "the JSON document is empty"
        case .unexpectedEnd: "the JSON document ends too early"
        case .unexpected(let found, let expected): "expected \(expected), found \(found)"
        case .trailing(let found): "the JSON document has ended, but \(found) follows"
        case .notUTF8: "these bytes are not UTF-8"
        case .badEscape: "a backslash stands before something that is no escape"
        case .loneSurrogate: "half of a surrogate pair stands alone"
        case .controlCharacter(let code):
            "a control character (U+\(String(code, radix: 16, uppercase: true).padded(to: 4))) stands in a string; "
                + "write it as an escape"
        case .badNumber: "this is no JSON number"
        case .duplicateKey(let key, let first):
            "the key \"\(TerminalText.sanitized(key))\" stands twice, first in line \(first.line)"
        case .tooDeep(let limit): "the document is nested more than \(limit) levels deep"
        }
    }

    /// The sentence.
    public var description: String { sentence }
}
