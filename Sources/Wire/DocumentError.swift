/// Why bytes are no document of the form in which they were read: JSON, YAML, XML or settings of AWS's tools.
///
/// All readers throw this one, so that who reads several forms words a refusal once.
public struct DocumentError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The form in which the bytes were read.
    public enum Format: Hashable, Sendable {
        case json
        case yaml
        case xml
        /// `~/.aws/config` and `~/.aws/credentials`.
        case awsConfig
    }

    /// The form in which the bytes were read.
    public let format: Format

    /// Where reading stopped.
    public let position: SourcePosition

    /// What was wrong there.
    public let kind: Kind

    /// The facts of a refusal; ``DocumentError/words`` says them.
    public enum Kind: Hashable, Sendable {
        // Of several forms.

        /// Nothing but blanks.
        case empty
        /// The text ends inside a value or an element.
        case unexpectedEnd
        /// Something that cannot stand here, where it can be shown, and what can.
        case unexpected(found: String? = nil, expected: String)
        /// Something follows the document.
        case trailing(found: String? = nil)
        /// A byte sequence that is not UTF-8.
        case notUTF8
        /// A key that stands twice in one object or mapping, and where it stood first.
        case duplicateKey(String, first: SourcePosition)
        /// More levels than the limit.
        case tooDeep(limit: Int)

        // JSON.

        /// A backslash before something that is no escape.
        case badEscape
        /// Half of a UTF-16 surrogate pair as an escape.
        case loneSurrogate
        /// A raw control character inside a string, by its code.
        case controlCharacter(UInt8)
        /// A number that JSON does not know, such as 01 or 1. or NaN.
        case badNumber

        // YAML.

        /// What the grammar, or its set of characters, does not allow, in libyaml's words.
        case grammar(String)
        /// A key that is a list or a mapping.
        case complexKey
        /// An alias to an anchor that is not there, or to a node that holds the alias.
        case unknownAlias(String)
        /// Aliases that add more nodes than the limit.
        case tooManyAliases(limit: Int)
        /// A tag that is not one of YAML's own simple ones.
        case tag(String)
        /// No memory for the reader.
        case outOfMemory

        // XML.

        /// The document does not begin with `<`; its first characters.
        case notXML(begins: String)
        /// A DOCTYPE, which no AWS service sends.
        case documentType
        /// An end tag that does not match.
        case mismatch(open: String, close: String)
        /// The same attribute twice.
        case duplicateAttribute(String)
        /// A reference to an unknown entity or to a character that XML does not allow.
        case badReference(String)
        /// A character that XML does not allow, by its code.
        case badCharacter(UInt32)
        /// A declared encoding other than UTF-8.
        case encoding(String)

        // Settings of AWS's tools. Their lines may be secret: nothing here holds a part of one.

        /// A property before the first section.
        case propertyOutsideSection
        /// A section's header without `]`.
        case unclosedHeader
        /// A line without `=`; nested when it is indented below `name =`.
        case noEqualsSign(isNested: Bool)
        /// A line that begins with `=`; nested when it is indented below `name =`.
        case noName(isNested: Bool)
        /// An indented line with no property above it.
        case nothingToContinue
    }

    /// Makes an error.
    public init(_ format: Format, _ kind: Kind, at position: SourcePosition) {
        self.format = format
        self.position = position
        self.kind = kind
    }

    /// What is wrong, with the place: `Line 3, column 7: …`; settings are read by line: `Line 3: …`.
    public var sentence: String {
        format == .awsConfig
            ? "Line \(position.line): \(reason)." : "Line \(position.line), column \(position.column): \(reason)."
    }

    /// What is wrong, without place and full stop.
    public var reason: String { words.reason }

    /// What stands there.
    public var found: String { words.found }

    /// What could stand there.
    public var expected: String { words.expected }

    /// The sentence.
    public var description: String { sentence }
}
