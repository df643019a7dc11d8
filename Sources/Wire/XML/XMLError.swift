/// Why bytes are no XML document that is accepted here.
public struct XMLError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where reading stopped.
    public let position: SourcePosition

    /// What was wrong there.
    public let kind: Kind

    /// The facts of a refusal.
    public enum Kind: Hashable, Sendable {
        /// Nothing but blanks.
        case empty
        /// The document does not begin with `<`; its first characters.
        case notXML(begins: String)
        /// The document ends inside an element.
        case unexpectedEnd
        /// A DOCTYPE, which no AWS service sends.
        case documentType
        /// A character or construct that cannot stand here; what was expected.
        case unexpected(expected: String)
        /// An end tag that does not match.
        case mismatch(open: String, close: String)
        /// The same attribute twice.
        case duplicateAttribute(String)
        /// A reference to an unknown entity or to a character that XML does not allow.
        case badReference(String)
        /// A character that XML does not allow, by its code.
        case badCharacter(UInt32)
        /// A byte sequence that is not UTF-8.
        case notUTF8
        /// A declared encoding other than UTF-8.
        case encoding(String)
        /// Something beside the one root element.
        case trailing
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
        case .empty: "the XML document is empty"
        case .notXML(let begins): "this is no XML; it begins with \"\(TerminalText.sanitized(begins))\""
        case .unexpectedEnd: "the XML document ends too early"
        case .documentType: "a DOCTYPE is not accepted"
        case .unexpected(let expected): "expected \(expected)"
        case .mismatch(let open, let close):
            "</\(TerminalText.sanitized(close))> closes <\(TerminalText.sanitized(open))>"
        case .duplicateAttribute(let name): "the attribute \(TerminalText.sanitized(name)) stands twice"
        case .badReference(let name): "&\(TerminalText.sanitized(name)); means nothing here"
        case .badCharacter(let code):
            "the character U+\(String(code, radix: 16, uppercase: true).padded(to: 4)) "
                + "is not allowed in XML"
        case .notUTF8: "these bytes are not UTF-8"
        case .encoding(let name): "the encoding \(TerminalText.sanitized(name)) is not accepted, only UTF-8"
        case .trailing: "something follows the root element"
        case .tooDeep(let limit): "the document is nested more than \(limit) levels deep"
        }
    }

    /// The sentence.
    public var description: String { sentence }
}
