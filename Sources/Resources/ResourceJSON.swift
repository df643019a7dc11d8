public import Wire

extension Resource {
    /// A compiled-in JSON file.
    ///
    /// - Parameter name: The file's path below `Resources/data`.
    /// - Returns: The document; nil when no file of this name is compiled in.
    /// - Throws: ``DocumentError`` when the file is no JSON, which the tests rule out for those that ship.
    public static func json(_ name: String) throws(DocumentError) -> JSONValue? {
        guard let text = text(name) else { return nil }
        return try JSONValue.parse(text)
    }
}
