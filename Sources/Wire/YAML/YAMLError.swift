/// Why bytes are no YAML that is accepted here.
public struct YAMLError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where reading stopped.
    public let position: SourcePosition

    /// What was wrong there.
    public let kind: Kind

    /// The facts of a refusal.
    public enum Kind: Hashable, Sendable {
        /// What YAML's grammar does not allow, in libyaml's words.
        case syntax(String)
        /// Bytes that are no UTF-8 or characters that YAML does not allow, in libyaml's words.
        case characters(String)
        /// A key that stands twice in one mapping, and where it stood first.
        case duplicateKey(String, first: SourcePosition)
        /// A key that is a list or a mapping.
        case complexKey
        /// An alias to an anchor that is not there, or to a node that holds the alias.
        case unknownAlias(String)
        /// Aliases that add more nodes than the limit.
        case tooManyAliases(limit: Int)
        /// A tag that is not one of YAML's own simple ones.
        case tag(String)
        /// More levels than the limit.
        case tooDeep(limit: Int)
        /// No memory for the reader.
        case outOfMemory
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
        case .syntax(let text), .characters(let text): text
        case .duplicateKey(let key, let first):
            "the key \"\(TerminalText.sanitized(key))\" stands twice, first in line \(first.line)"
        case .complexKey: "a key is one word, not a list or a mapping"
        case .unknownAlias(let name): "*\(TerminalText.sanitized(name)) names nothing that ended before it"
        case .tooManyAliases(let limit): "aliases repeat more than \(limit) values"
        case .tag(let tag): "the tag \(TerminalText.sanitized(tag)) is not accepted"
        case .tooDeep(let limit): "the document is nested more than \(limit) levels deep"
        case .outOfMemory: "no memory is left to read it"
        }
    }

    /// The sentence.
    public var description: String { sentence }
}
