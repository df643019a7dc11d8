/// What a parser makes of the parts it reads: values alone, or nodes with positions.
protocol JSONMaker {
    associatedtype Product
    /// A key of an object with its value.
    associatedtype Member

    /// True when positions are needed; counting columns costs a second look at every byte.
    static var needsPositions: Bool { get }

    static func make(_ scalar: JSONScalar, at position: SourcePosition) -> Product
    static func make(_ elements: [Product], at position: SourcePosition) -> Product
    static func make(_ key: String, at position: SourcePosition, _ value: Product) -> Member
    static func key(of member: Member) -> String
    /// An object; the index is that of its keys, or empty where keys may stand twice.
    static func make(_ members: [Member], _ index: KeyIndex, at position: SourcePosition) -> Product
}

/// A value without parts.
enum JSONScalar {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
}

/// Makes plain values.
enum JSONValueMaker: JSONMaker {
    static var needsPositions: Bool { false }

    static func make(_ scalar: JSONScalar, at position: SourcePosition) -> JSONValue {
        switch scalar {
        case .null: .null
        case .bool(let bool): .bool(bool)
        case .number(let literal): .number(literal)
        case .string(let string): .string(string)
        }
    }

    static func make(_ elements: [JSONValue], at position: SourcePosition) -> JSONValue { .array(elements) }

    static func make(_ key: String, at position: SourcePosition, _ value: JSONValue) -> JSONObject.Member {
        JSONObject.Member(key: key, value: value)
    }

    static func key(of member: JSONObject.Member) -> String { member.key }

    static func make(_ members: [JSONObject.Member], _ index: KeyIndex, at position: SourcePosition) -> JSONValue {
        .object(JSONObject(members, index: index))
    }
}

/// Makes nodes with positions.
enum JSONNodeMaker: JSONMaker {
    static var needsPositions: Bool { true }

    static func make(_ scalar: JSONScalar, at position: SourcePosition) -> JSONNode {
        switch scalar {
        case .null: JSONNode(position: position, content: .null)
        case .bool(let bool): JSONNode(position: position, content: .bool(bool))
        case .number(let literal): JSONNode(position: position, content: .number(literal))
        case .string(let string): JSONNode(position: position, content: .string(string))
        }
    }

    static func make(_ elements: [JSONNode], at position: SourcePosition) -> JSONNode {
        JSONNode(position: position, content: .array(elements))
    }

    static func make(_ key: String, at position: SourcePosition, _ value: JSONNode) -> JSONNode.Member {
        JSONNode.Member(key: key, keyPosition: position, value: value)
    }

    static func key(of member: JSONNode.Member) -> String { member.key }

    static func make(_ members: [JSONNode.Member], _ index: KeyIndex, at position: SourcePosition) -> JSONNode {
        JSONNode(position: position, content: .object(members))
    }
}
