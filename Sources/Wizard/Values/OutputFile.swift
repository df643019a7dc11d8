/// A file that the person asked for.
public struct OutputFile: Hashable, Sendable {
    /// The name, without directories.
    public var name: String
    /// The whole content.
    public var content: String

    /// A file.
    public init(name: String, content: String) {
        self.name = name
        self.content = content
    }
}
