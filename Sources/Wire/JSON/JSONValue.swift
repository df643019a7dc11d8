/// A JSON value whose objects keep the order of their keys and whose numbers keep their spelling.
public indirect enum JSONValue: Hashable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number as it was written, `1.50` or `1e3`; always valid JSON.
    case number(String)
    /// A string, with its escapes decoded.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object, keys in order.
    case object(JSONObject)

    /// Reads one JSON document (RFC 8259): UTF-8, at most 200 levels deep, no key twice in an object.
    public static func parse(_ bytes: some Collection<UInt8>) throws(DocumentError) -> JSONValue {
        try JSONParser<JSONValueMaker>.parse(bytes, duplicates: .refused)
    }

    /// Reads one JSON document (RFC 8259) of a text.
    public static func parse(_ text: String) throws(DocumentError) -> JSONValue {
        try parse(text.utf8)
    }

    /// The member with this key; nil when there is none or the value is no object.
    public subscript(key: String) -> JSONValue? { object?[key] }

    /// The element at this index; nil when there is none or the value is no array.
    public subscript(index: Int) -> JSONValue? {
        guard let array, array.indices.contains(index) else { return nil }
        return array[index]
    }

    /// The string, nil for other kinds.
    public var string: String? {
        guard case .string(let string) = self else { return nil }
        return string
    }

    /// The elements, nil for other kinds.
    public var array: [JSONValue]? {
        guard case .array(let array) = self else { return nil }
        return array
    }

    /// The object, nil for other kinds.
    public var object: JSONObject? {
        guard case .object(let object) = self else { return nil }
        return object
    }

    /// The truth value, nil for other kinds.
    public var bool: Bool? {
        guard case .bool(let bool) = self else { return nil }
        return bool
    }

    /// The whole number, nil for other kinds, for fractions (`1.5`) and beyond 64 bits; `1.0` and `1e3` are whole.
    public var int: Int? {
        guard case .number(let literal) = self else { return nil }
        if let exact = Int(literal) { return exact }
        // Integers too long for 64 bits must not be rounded into range by way of a double.
        guard literal.contains(where: { ".eE".contains($0) }) else { return nil }
        return Double(literal).flatMap { Int(exactly: $0) }
    }

    /// The number as a double, nil for other kinds and when it is out of range.
    public var double: Double? {
        guard case .number(let literal) = self, let value = Double(literal), value.isFinite else { return nil }
        return value
    }

    /// The number's spelling, nil for other kinds.
    public var number: String? {
        guard case .number(let literal) = self else { return nil }
        return literal
    }

    /// True for `null`.
    public var isNull: Bool { self == .null }

    /// The same value with the keys of every object in alphabetical order, for comparisons that ignore order.
    public func sortingKeys() -> JSONValue {
        switch self {
        case .array(let elements): .array(elements.map { $0.sortingKeys() })
        case .object(let object):
            .object(
                JSONObject(
                    object.members.map { JSONObject.Member(key: $0.key, value: $0.value.sortingKeys()) }
                        .sorted { $0.key < $1.key }))
        default: self
        }
    }
}
