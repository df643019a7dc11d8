import Wire

/// A tag that the organisation wants on every AWS resource.
public struct Tag: Hashable, Sendable {
    /// The key: 1 to 128 characters, not beginning with `aws:`.
    public var key: String
    /// The value: 0 to 256 characters.
    public var value: String

    /// A tag.
    public init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}

extension Tag {
    /// The tags of an answer or an input, a list of `Key` and `Value`.
    static func list(_ value: JSONValue?) -> [Tag] {
        (value?.array ?? []).compactMap { tag in
            tag["Key"]?.string.map { Tag(key: $0, value: tag["Value"]?.string ?? "") }
        }
    }

    /// Tags as calls have them.
    static func value(_ tags: [Tag]) -> JSONValue {
        .array(tags.map { ["Key": .string($0.key), "Value": .string($0.value)] })
    }
}
