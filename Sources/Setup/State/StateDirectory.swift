#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The directory where sesame keeps what has to survive a run: saved setups, journals, locks.
///
/// Directories are made with mode 0700, files with 0600; files are replaced in one step, so that a reader or a crash
/// never meets half of one.
public struct StateDirectory: Hashable, Sendable {
    /// The directory's path.
    public let path: String

    /// A directory at a path; it is made when the first file is written.
    public init(path: String) {
        self.path = path
    }

    /// The directory by the XDG rules: `$XDG_STATE_HOME/sesame`, else `$HOME/.local/state/sesame`.
    ///
    /// - Parameter environment: The environment's variables.
    /// - Returns: Nil when neither variable holds an absolute path.
    public static func standard(_ environment: [String: String]) -> StateDirectory? {
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            return StateDirectory(path: "\(state)/sesame")
        }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return StateDirectory(path: "\(home)/.local/state/sesame")
    }

    /// Replaces a file, or makes it.
    ///
    /// - Parameters:
    ///   - bytes: The whole content.
    ///   - name: The file's name below the directory, folders included.
    /// - Throws: What the system refused; then the old content stands.
    public func write(_ bytes: [UInt8], to name: String) throws(StateProblem) {
        let target = try prepared(name)
        let draft = "\(target).\(getpid()).\(UInt32.random(in: 0 ... .max))"
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw problem(.write, target) }
        var isWritten = StateDirectory.write(bytes, to: file) && fsync(file) == 0
        let reason = errno
        isWritten = close(file) == 0 && isWritten
        guard isWritten, rename(draft, target) == 0 else {
            let saved = isWritten ? errno : reason
            unlink(draft)
            errno = saved
            throw problem(.write, target)
        }
    }

    /// Adds to the end of a file, or makes it; returns when the bytes are on disk.
    public func append(_ bytes: [UInt8], to name: String) throws(StateProblem) {
        let target = try prepared(name)
        let file = open(target, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw problem(.write, target) }
        let isWritten = StateDirectory.write(bytes, to: file) && fsync(file) == 0
        let reason = errno
        close(file)
        errno = reason
        if !isWritten { throw problem(.write, target) }
    }

    /// Reads a file; nil when it does not exist.
    public func read(_ name: String) throws(StateProblem) -> [UInt8]? {
        let target = "\(path)/\(name)"
        let file = open(target, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw problem(.read, target)
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = Self.retried { readChunk(file, &chunk) }
            if count == 0 { return bytes }
            if count < 0 { throw problem(.read, target) }
            bytes += chunk.prefix(count)
        }
    }

    /// The names of the files in a folder below the directory, sorted; none when the folder does not exist.
    public func list(_ folder: String) throws(StateProblem) -> [String] {
        let target = folder.isEmpty ? path : "\(path)/\(folder)"
        guard let directory = opendir(target) else {
            if errno == ENOENT { return [] }
            throw problem(.list, target)
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    /// Deletes a file; one that does not exist is no error.
    public func remove(_ name: String) throws(StateProblem) {
        let target = "\(path)/\(name)"
        if unlink(target) != 0, errno != ENOENT { throw problem(.write, target) }
    }

    /// The path of a file, its folders made.
    func prepared(_ name: String) throws(StateProblem) -> String {
        let target = "\(path)/\(name)"
        let folders = target.split(separator: "/", omittingEmptySubsequences: true).dropLast()
        var folder = ""
        for part in folders {
            folder += "/\(part)"
            // A directory that is there may refuse to be made for another reason than being there: a read-only disk.
            if mkdir(folder, 0o700) != 0, errno != EEXIST, !Self.isDirectory(folder) {
                throw problem(.makeDirectory, folder)
            }
        }
        return target
    }

    func problem(_ doing: StateProblem.Doing, _ path: String) -> StateProblem {
        StateProblem(doing: doing, path: path, reason: String(cString: strerror(errno)))
    }

    private static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        let saved = errno
        let isThere = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        errno = saved
        return isThere
    }

    private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = retried {
                rest.withUnsafeBytes { buffer in
                    #if canImport(Glibc)
                        Glibc.write(file, buffer.baseAddress, buffer.count)
                    #elseif canImport(Musl)
                        Musl.write(file, buffer.baseAddress, buffer.count)
                    #else
                        Darwin.write(file, buffer.baseAddress, buffer.count)
                    #endif
                }
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private func readChunk(_ file: Int32, _ chunk: inout [UInt8]) -> Int {
        chunk.withUnsafeMutableBytes { buffer in
            #if canImport(Glibc)
                Glibc.read(file, buffer.baseAddress, buffer.count)
            #elseif canImport(Musl)
                Musl.read(file, buffer.baseAddress, buffer.count)
            #else
                Darwin.read(file, buffer.baseAddress, buffer.count)
            #endif
        }
    }

    /// Repeats a call that a signal interrupted.
    private static func retried(_ call: () -> Int) -> Int {
        while true {
            let result = call()
            if result >= 0 || errno != EINTR { return result }
        }
    }
}
