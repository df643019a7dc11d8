/// A key and a value that mark an AWS resource.
public struct AWSTag: Hashable, Sendable {
    /// The key, 1 to 128 characters.
    public var key: String
    /// The value, up to 256 characters.
    public var value: String

    /// Creates a tag.
    public init(_ key: String, _ value: String) {
        self.key = key
        self.value = value
    }
}
