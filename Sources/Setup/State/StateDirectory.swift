public import Files

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
/// never meets half of one. Symbolic links in place of files are not followed.
public struct StateDirectory: Sendable {
    /// The directory's path.
    public let path: String
    /// How lines reach the disk; a test puts a disk that fails in its place.
    private let lines: LineFile.Calls

    /// A directory at a path; it is made when the first file is written.
    public init(path: String) {
        self.init(path: path, lines: .system)
    }

    /// A directory whose lines reach the disk by the caller's calls.
    public init(path: String, lines: LineFile.Calls) {
        self.path = path
        self.lines = lines
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
        do { try AtomicFile.write(bytes, to: target) } catch { throw StateProblem(.write, error) }
    }

    /// Adds a line to the end of a file, or makes it; returns when the line is on disk.
    ///
    /// - Parameters:
    ///   - line: The line without its end.
    ///   - name: The file's name below the directory, folders included.
    /// - Throws: What the system refused; then nothing of the line is in the file.
    public func append(_ line: [UInt8], to name: String) throws(StateProblem) {
        let target = try prepared(name)
        do { try LineFile(target, calls: lines).append(line) } catch { throw StateProblem(.write, error) }
    }

    /// Reads a file of at most 64 MB; nil when it does not exist.
    public func read(_ name: String) throws(StateProblem) -> [UInt8]? {
        do {
            return try InputFile.read("\(path)/\(name)", limit: InputFile.bundleLimit, pipes: .refused)
        } catch {
            throw StateProblem(.read, error)
        }
    }

    /// The names of the files in a folder below the directory, sorted; none when the folder does not exist.
    public func list(_ folder: String) throws(StateProblem) -> [String] {
        let target = folder.isEmpty ? path : "\(path)/\(folder)"
        guard let directory = opendir(target) else {
            if errno == ENOENT { return [] }
            throw StateProblem(doing: .list, path: target, reason: String(cString: strerror(errno)))
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
        guard unlink(target) != 0, errno != ENOENT else { return }
        throw StateProblem(doing: .write, path: target, reason: String(cString: strerror(errno)))
    }

    /// The path of a file, its folders made.
    func prepared(_ name: String) throws(StateProblem) -> String {
        let target = "\(path)/\(name)"
        do { try Folders.make(for: target) } catch { throw StateProblem(.makeDirectory, error) }
        return target
    }
}
