/// A JSON value that knows where it stands in its text.
public struct JSONNode: Sendable {
    /// Where the value begins.
    public let position: SourcePosition

    /// The value itself.
    public let content: Content

    /// What a node holds.
    public enum Content: Sendable {
        /// `null`.
        case null
        /// `true` or `false`.
        case bool(Bool)
        /// A number as it was written.
        case number(String)
        /// A string, with its escapes decoded.
        case string(String)
        /// An array.
        case array([JSONNode])
        /// An object, keys in order.
        case object([Member])
    }

    /// One key of an object with its value.
    public struct Member: Sendable {
        /// The key.
        public let key: String

        /// Where the key's opening quote stands.
        public let keyPosition: SourcePosition

        /// The value.
        public let value: JSONNode

        /// Makes a member.
        public init(key: String, keyPosition: SourcePosition, value: JSONNode) {
            self.key = key
            self.keyPosition = keyPosition
            self.value = value
        }
    }

    /// What to do with a key that stands twice in one object.
    public enum Duplicates: Sendable {
        /// Refuse the document.
        case refused
        /// Keep every member, for a reader that reports them itself.
        case kept
    }

    /// Makes a node.
    public init(position: SourcePosition, content: Content) {
        self.position = position
        self.content = content
    }

    /// Reads one JSON document (RFC 8259): UTF-8, at most 200 levels deep.
    public static func parse(
        _ bytes: some Collection<UInt8>, duplicates: Duplicates = .refused
    ) throws(DocumentError) -> JSONNode {
        try JSONParser<JSONNodeMaker>.parse(bytes, duplicates: duplicates)
    }

    /// Reads one JSON document (RFC 8259) of a text.
    public static func parse(_ text: String, duplicates: Duplicates = .refused) throws(DocumentError) -> JSONNode {
        try parse(text.utf8, duplicates: duplicates)
    }

    /// The value without positions; of a key that stands twice the last value counts.
    public var value: JSONValue {
        switch content {
        case .null: return .null
        case .bool(let bool): return .bool(bool)
        case .number(let literal): return .number(literal)
        case .string(let string): return .string(string)
        case .array(let elements): return .array(elements.map(\.value))
        case .object(let members):
            var indices: [UTF8Key: Int] = [:]
            var kept: [JSONObject.Member] = []
            for member in members {
                let new = JSONObject.Member(key: member.key, value: member.value.value)
                if let index = indices.updateValue(kept.count, forKey: UTF8Key(member.key)) {
                    indices[UTF8Key(member.key)] = index
                    kept[index] = new
                } else {
                    kept.append(new)
                }
            }
            return .object(JSONObject(kept))
        }
    }

    /// The last member with this key; nil when there is none or the node is no object.
    public func member(_ key: String) -> Member? { members?.last { $0.key == key } }

    /// The value of the last member with this key.
    public subscript(key: String) -> JSONNode? { member(key)?.value }

    /// The string, nil for other kinds.
    public var string: String? {
        guard case .string(let string) = content else { return nil }
        return string
    }

    /// The elements, nil for other kinds.
    public var array: [JSONNode]? {
        guard case .array(let elements) = content else { return nil }
        return elements
    }

    /// The members of an object, nil for other kinds.
    public var members: [Member]? {
        guard case .object(let members) = content else { return nil }
        return members
    }

    /// What the node is, in words: "an object", "a string", "null".
    public var kind: String {
        switch content {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
