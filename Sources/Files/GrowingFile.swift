#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A new file that grows by whole lines while the program runs.
///
/// Every line has left the program when it was added, so that a reader, and whoever comes after a kill, meets whole
/// lines. They are not brought to the disk one by one, as those of a ``LineFile`` are: a recording has many of them,
/// and a computer that loses its power may lose the last.
public final class GrowingFile {
    /// The file.
    public let path: String
    private let file: Int32
    private let calls: LineFile.Calls
    private var length = 0

    /// Makes the file, for its owner alone.
    ///
    /// - Parameters:
    ///   - path: The file; its folder has to be there.
    ///   - calls: The calls that change it; a test puts a disk that fails in their place.
    /// - Throws: `FileProblem`; also where anything stands there already, `.system(EEXIST)`. Nothing was changed then.
    public init(_ path: String, calls: LineFile.Calls = .system) throws(FileProblem) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .system(.write, path) }
        self.path = path
        self.file = file
        self.calls = calls
    }

    deinit { close(file) }

    /// Adds a line.
    ///
    /// - Parameter line: The line without its end; no line end stands in it.
    /// - Throws: `FileProblem`; then nothing of the line is in the file.
    public func append(_ line: [UInt8]) throws(FileProblem) {
        let bytes = line + [UInt8(ascii: "\n")]
        guard SystemCalls.writeAll(file, bytes, with: calls.write) else {
            let problem = FileProblem.system(.write, path)
            // What stands there of it would be the beginning of the next line. The pen goes back too.
            _ = calls.cut(file, length)
            lseek(file, off_t(length), SEEK_SET)
            throw problem
        }
        length += bytes.count
    }

    /// Takes the file away, where nothing came of it.
    public func discard() { unlink(path) }
}
