/// A YAML value that knows where it stands and how it was written.
public struct YAMLNode: Sendable {
    /// Where the value begins.
    public let position: SourcePosition

    /// The value itself.
    public let content: Content

    /// What a node holds.
    public enum Content: Sendable {
        /// A text with the way it was written: only a plain one can mean a number, a truth value or nothing.
        case scalar(String, YAMLScalarStyle)
        /// A list.
        case sequence([YAMLNode])
        /// Keys with values, in order; the keys are scalars and differ.
        case mapping([(key: YAMLNode, value: YAMLNode)])
    }

    /// Makes a node.
    public init(position: SourcePosition, content: Content) {
        self.position = position
        self.content = content
    }

    /// Reads a YAML stream and gives its documents; none for an empty stream.
    ///
    /// Aliases are followed until they have added 10 000 nodes; keys are scalars and differ; at most 200 levels deep;
    /// tags other than YAML's own for text, numbers, truth values, lists and mappings are refused.
    public static func parse(_ bytes: [UInt8]) throws(DocumentError) -> [YAMLNode] {
        try YAMLComposer.documents(of: bytes)
    }

    /// Reads a YAML stream of a text and gives its documents.
    public static func parse(_ text: String) throws(DocumentError) -> [YAMLNode] {
        try parse(Array(text.utf8))
    }

    /// The text of a scalar exactly as it was written, quotes and escapes decoded; nil for other kinds.
    public var scalar: String? {
        guard case .scalar(let text, _) = content else { return nil }
        return text
    }

    /// The text of a scalar, nil for other kinds and for a plain `null`, `~` or nothing at all.
    public var string: String? { isNull ? nil : scalar }

    /// True for a plain `null`, `~` or nothing at all.
    public var isNull: Bool {
        guard case .scalar(let text, .plain) = content else { return false }
        return YAMLCoreSchema.isNull(text)
    }

    /// The truth value of a plain `true` or `false`, nil for everything else (`yes` and `on` are text).
    public var bool: Bool? {
        guard case .scalar(let text, .plain) = content else { return nil }
        return YAMLCoreSchema.bool(text)
    }

    /// The elements of a list, nil for other kinds.
    public var sequence: [YAMLNode]? {
        guard case .sequence(let elements) = content else { return nil }
        return elements
    }

    /// The pairs of a mapping, nil for other kinds.
    public var mapping: [(key: YAMLNode, value: YAMLNode)]? {
        guard case .mapping(let pairs) = content else { return nil }
        return pairs
    }

    /// The value of a key; nil when there is none or the node is no mapping.
    public subscript(key: String) -> YAMLNode? { mapping?.first { $0.key.scalar == key }?.value }

    /// The value as JSON, plain scalars read by YAML 1.2's core schema.
    ///
    /// `no`, `on` and `0123` stay text, as do numbers that JSON cannot hold (`.inf`, `.nan`).
    public var json: JSONValue {
        switch content {
        case .scalar(let text, .plain): YAMLCoreSchema.value(text)
        case .scalar(let text, _): .string(text)
        case .sequence(let elements): .array(elements.map(\.json))
        case .mapping(let pairs):
            .object(JSONObject(pairs.map { JSONObject.Member(key: $0.key.scalar ?? "", value: $0.value.json) }))
        }
    }

    /// What the node is, in words: "a list", "a mapping", "text", "a number".
    public var kind: String {
        switch content {
        case .sequence: return "a list"
        case .mapping: return "a mapping"
        case .scalar:
            switch json {
            case .null: return "nothing"
            case .bool: return "true or false"
            case .number: return "a number"
            default: return "text"
            }
        }
    }
}

/// How a YAML scalar is written.
public enum YAMLScalarStyle: Hashable, Sendable {
    /// Without quotes; may mean a number, a truth value or nothing.
    case plain
    /// In single quotes.
    case singleQuoted
    /// In double quotes.
    case doubleQuoted
    /// After `|`, line ends kept.
    case literal
    /// After `>`, lines joined.
    case folded
}
