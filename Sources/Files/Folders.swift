#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Making folders.
public enum Folders {
    /// Makes a folder and those above it that are missing, as `mkdir -p` does; one that is there is left as it is.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - mode: Who may use those that are made, less what the umask takes away; their owner alone when left out.
    /// - Throws: `FileProblem` with the part of the path that cannot be made.
    public static func make(_ path: String, mode: UInt16 = 0o700) throws(FileProblem) {
        if path.isEmpty || isFolder(path) { return }
        var folder = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            folder += folder.isEmpty || folder == "/" ? String(part) : "/\(part)"
            if mkdir(folder, mode_t(mode)) == 0 {
                // A file in it would be lost with it.
                _ = SystemCalls.syncFolder(of: folder)
                continue
            }
            // A folder that is there may refuse to be made for another reason than being there: a read-only disk.
            let number = errno
            guard !isFolder(folder) else { continue }
            throw FileProblem(.makeFolder, folder, .system(number == EEXIST ? ENOTDIR : number))
        }
    }

    /// Makes the folder that a file will lie in, and those above it.
    public static func make(for file: String, mode: UInt16 = 0o700) throws(FileProblem) {
        try make(SystemCalls.folder(of: file), mode: mode)
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && FileKind(status.st_mode) == .folder
    }
}
