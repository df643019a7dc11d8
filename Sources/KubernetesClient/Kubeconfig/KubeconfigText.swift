public import Wire

/// A text of a kubeconfig file and where it stands.
public struct KubeconfigText: Hashable, Sendable {
    /// The text.
    public let text: String
    /// The file.
    public let file: String
    /// The place in the file.
    public let position: SourcePosition

    /// A text with its place.
    public init(text: String, file: String, position: SourcePosition) {
        self.text = text
        self.file = file
        self.position = position
    }

    /// The text as a path: relative ones are relative to the file's folder.
    public var path: String {
        if text.hasPrefix("/") { return text }
        let folder = file.lastIndex(of: "/").map { file[...$0] } ?? ""
        return String(folder) + (text.hasPrefix("./") ? String(text.dropFirst(2)) : text)
    }
}
