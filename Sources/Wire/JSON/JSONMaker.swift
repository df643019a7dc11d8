/// What a parser makes of the parts it reads: values alone, or nodes with positions.
protocol JSONMaker {
    associatedtype Product

    /// True when positions are needed; counting columns costs a second look at every byte.
    static var needsPositions: Bool { get }

    static func make(_ scalar: JSONScalar, at position: SourcePosition) -> Product
    static func make(_ elements: [Product], at position: SourcePosition) -> Product
    static func make(_ members: [JSONParserMember<Product>], at position: SourcePosition) -> Product
}

/// A value without parts.
enum JSONScalar {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
}

/// A member as the parser met it.
struct JSONParserMember<Product> {
    let key: String
    /// The offset of the key's opening quote, from which an error finds the position.
    let offset: Int
    let position: SourcePosition
    let value: Product
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

    static func make(_ members: [JSONParserMember<JSONValue>], at position: SourcePosition) -> JSONValue {
        .object(JSONObject(members.map { JSONObject.Member(key: $0.key, value: $0.value) }))
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

    static func make(_ members: [JSONParserMember<JSONNode>], at position: SourcePosition) -> JSONNode {
        JSONNode(
            position: position,
            content: .object(
                members.map { JSONNode.Member(key: $0.key, keyPosition: $0.position, value: $0.value) }))
    }
}
