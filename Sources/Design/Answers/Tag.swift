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
