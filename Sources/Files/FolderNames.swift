#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The names in a folder; nothing in it is opened.
public enum FolderNames {
    /// The names of the files that end so, in the order of their letters.
    ///
    /// Links, folders and names that are no UTF-8 are left out; a folder that cannot be read has none.
    ///
    /// - Parameters:
    ///   - folder: The folder.
    ///   - ending: How the names end: `.bundle.json`.
    ///   - limit: The most names that are given.
    /// - Returns: The names, without the folder.
    public static func files(in folder: String, endingWith ending: String, limit: Int) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 1) { String(validatingCString: $0) }
            }
            guard let name, name.hasSuffix(ending), name != ending, FileKind.at("\(folder)/\(name)") == .file else {
                continue
            }
            names.append(name)
        }
        return Array(names.sorted().prefix(limit))
    }
}
