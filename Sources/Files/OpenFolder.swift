#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A folder that is held open, and the files in it: nothing here follows a link, or leads to another folder when the
/// path does, and no file takes the place of another.
public final class OpenFolder: Sendable {
    /// What stands at a name.
    public enum Entry: Hashable, Sendable {
        /// Nothing.
        case absent
        /// A regular file, with its content.
        case file([UInt8])
        /// A link, a folder, a file that is too long or cannot be read.
        case other
    }

    /// The folder's absolute path, links resolved.
    public let path: String
    /// The open folder, for what this type does not do; it is closed with the last user.
    public let descriptor: Int32

    private let draft: String

    deinit { close(descriptor) }

    /// Opens a folder, and makes it, for its owner alone, where there is none; those above it have to be there.
    ///
    /// - Parameters:
    ///   - named: The folder. What it leads through may be links; the folder itself may not be one.
    ///   - draft: The name under which files are written before they have theirs; what stands there is this folder's
    ///     user's own.
    /// - Throws: `FileProblem`; `notAFile(.link)` for a link.
    public init(_ named: String, draft: String) throws(FileProblem) {
        var path = named
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw .system(.makeFolder, path) }
        if FileKind.at(path) == .link { throw FileProblem(.makeFolder, path, .notAFile(.link)) }
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(.makeFolder, path) }
        guard let resolved = realpath(path, nil) else {
            let problem = FileProblem.system(.makeFolder, path)
            close(descriptor)
            throw problem
        }
        defer { free(resolved) }
        self.path = String(cString: resolved)
        self.descriptor = descriptor
        self.draft = draft
    }

    /// What stands at a name now.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - limit: The most bytes of a file.
    /// - Returns: What stands there.
    public func entry(_ name: String, limit: Int) -> Entry {
        // Not waiting, because the name may be a pipe that nobody writes to.
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return errno == ENOENT ? .absent : .other }
        defer { close(file) }
        guard let bytes = Self.content(of: file, limit: limit) else { return .other }
        return .file(bytes)
    }

    /// The content of an open regular file; nil where it is none, or longer than the limit.
    public static func content(of file: Int32, limit: Int) -> [UInt8]? {
        var status = stat()
        guard fstat(file, &status) == 0, FileKind(status.st_mode) == .file, status.st_size <= limit else { return nil }
        // One more than there should be: a file that grows meanwhile is not what was written.
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
        var length = 0
        while length < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                pread(file, $0.baseAddress?.advanced(by: length), $0.count - length, off_t(length))
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { break }
            length += count
        }
        return length == bytes.count ? nil : Array(bytes[..<length])
    }

    /// Replaces the content of an open file of this user's.
    ///
    /// - Returns: Whether it was; `errno` says why not.
    public static func replaceContent(of file: Int32, with bytes: [UInt8]) -> Bool {
        ftruncate(file, 0) == 0 && lseek(file, 0, SEEK_SET) == 0 && SystemCalls.writeAll(file, bytes)
    }

    /// Puts a file at a name where nothing stands, whole, on the disk, for its owner alone.
    ///
    /// - Parameters:
    ///   - bytes: The whole content.
    ///   - name: The name.
    /// - Throws: `FileProblem`; `EEXIST` where something stands there. Nothing is left then.
    public func place(_ bytes: [UInt8], at name: String) throws(FileProblem) {
        let target = "\(path)/\(name)"
        // One that is left of a run that was killed.
        remove(draft)
        let file = openat(descriptor, draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .system(.write, target) }
        defer { remove(draft) }
        var failure: Int32 = SystemCalls.writeAll(file, bytes) && SystemCalls.sync(file) == 0 ? 0 : errno
        if close(file) != 0, failure == 0 { failure = errno }
        guard failure == 0 else { throw FileProblem(.write, target, .system(failure)) }
        // A link is made only where nothing stands; a file system without links gets the next best.
        if linkat(descriptor, draft, descriptor, name, 0) != 0 {
            if errno == EEXIST { throw .system(.write, target) }
            guard case .absent = entry(name, limit: 0) else { throw FileProblem(.write, target, .system(EEXIST)) }
            guard renameat(descriptor, draft, descriptor, name) == 0 else { throw .system(.write, target) }
        }
        _ = SystemCalls.sync(descriptor)
    }

    /// Takes the file at a name away.
    public func remove(_ name: String) { unlinkat(descriptor, name, 0) }
}
