#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Writing a set of files: all or none, and never over something else.
enum ArtifactFiles {
    /// Files of the same name with other content are there.
    struct Differs: Error {
        /// The folder.
        var folder: String
        /// The names of the files that differ.
        var names: [String]

        var sentence: String {
            let what =
                names.count == 1
                ? "\(names[0]) is there and differs" : "\(names.joined(separator: ", ")) are there and differ"
            return "In \(folder), \(what). Nothing was written; --force overwrites."
        }
    }

    /// Writes files into a folder.
    ///
    /// - Returns: For each file whether it was written; false means that it was there already, the same.
    static func write(_ files: [(name: String, content: String)], to folder: String, force: Bool) throws -> [Bool] {
        try FileSystem.makeFolder(folder)
        var isNew: [Bool] = []
        var differing: [String] = []
        for file in files {
            let path = folder + "/" + file.name
            guard FileSystem.exists(path) else {
                isNew.append(true)
                continue
            }
            let same = try FileSystem.read(path) == Array(file.content.utf8)
            isNew.append(!same)
            if !same { differing.append(file.name) }
        }
        guard differing.isEmpty || force else { throw Differs(folder: folder, names: differing) }

        // All are written beside their places first; a full disk or a read-only folder shows before any is changed.
        var staged: [(from: String, to: String)] = []
        do {
            for (file, isNew) in zip(files, isNew) where isNew {
                let path = folder + "/" + file.name
                let beside = path + ".\(getpid()).part"
                try FileSystem.write(file.content, to: beside, mode: file.name.hasSuffix(".sh") ? 0o755 : 0o644)
                staged.append((beside, path))
            }
        } catch {
            for file in staged { unlink(file.from) }
            throw error
        }
        for file in staged where rename(file.from, file.to) != 0 {
            throw FileSystem.Problem(path: file.to, attempt: "write", number: errno)
        }
        return isNew
    }
}
