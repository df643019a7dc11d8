/// A file that holds the token and is replaced by somebody else before it expires; it is read for every call.
public struct FileTokenSource: TokenSource {
    private let path: String
    private let read: FileReader

    /// A token in a file.
    public init(path: String, read: @escaping FileReader) {
        self.path = path
        self.read = read
    }

    /// What the file holds now, without surrounding blanks.
    public func token(refreshing: Bool) async throws(KubernetesFailure) -> String {
        let bytes: [UInt8]?
        do {
            bytes = try read(path)
        } catch {
            throw .credentials("The token file \(path) cannot be read: \(error.reason).")
        }
        guard let bytes else { throw .credentials("The token file \(path) does not exist.") }
        let text = String(decoding: bytes, as: UTF8.self)
        let token = text.split(whereSeparator: \.isWhitespace).joined()
        guard !token.isEmpty else { throw .credentials("The token file \(path) is empty.") }
        return token
    }
}
