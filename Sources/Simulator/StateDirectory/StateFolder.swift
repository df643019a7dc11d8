import Wire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A folder that is held open, and the files in it: nothing here follows a link, or leads to another folder when the
/// path does.
final class StateFolder: Sendable {
    /// What stands at a name.
    enum Entry {
        case absent
        /// A regular file, with its content.
        case file([UInt8])
        /// A link, a folder, a file that is too long or cannot be read.
        case other
    }

    /// The folder's absolute path.
    let path: String
    /// The open folder.
    let descriptor: Int32

    /// No file of a simulation is longer.
    private static let longest = 1 << 20
    private static let draft = ".sesame-simulator.draft"

    private init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Opens a folder, and makes it where there is none.
    static func open(_ named: String) throws(StateDirectoryError) -> StateFolder {
        var path = named
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw .cannotMake(path: path, reason: systemReason()) }
        var status = stat()
        if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK { throw .isLink(path: path) }
        let descriptor = systemOpen(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotMake(path: path, reason: systemReason()) }
        guard let resolved = realpath(path, nil) else {
            let reason = systemReason()
            close(descriptor)
            throw .cannotMake(path: path, reason: reason)
        }
        defer { free(resolved) }
        return StateFolder(path: String(cString: resolved), descriptor: descriptor)
    }

    /// What stands at a name now.
    func entry(_ name: String) -> Entry {
        // Not waiting, because the name may be a pipe that nobody writes to.
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return errno == ENOENT ? .absent : .other }
        defer { close(file) }
        guard let bytes = Self.content(of: file) else { return .other }
        return .file(bytes)
    }

    /// The content of an open regular file; nil where it is none, or too long.
    static func content(of file: Int32) -> [UInt8]? {
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= longest else {
            return nil
        }
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

    /// Puts a file at a name where nothing stands, whole.
    func place(_ bytes: [UInt8], at name: String) throws(StateDirectoryError) {
        let target = "\(path)/\(name)"
        // One that is left of a run that was killed; the folder is this run's alone.
        remove(Self.draft)
        let file = openat(descriptor, Self.draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .cannotWrite(path: target, reason: systemReason()) }
        defer { remove(Self.draft) }
        let isWritten = Self.write(bytes, to: file)
        let reason = systemReason()
        close(file)
        guard isWritten else { throw .cannotWrite(path: target, reason: reason) }
        // A link is made only where nothing stands; a file system without links gets the next best.
        if linkat(descriptor, Self.draft, descriptor, name, 0) == 0 { return }
        if errno == EEXIST { throw .holdsOthers(path: path, foreign: [name], changed: []) }
        guard case .absent = entry(name) else { throw .holdsOthers(path: path, foreign: [name], changed: []) }
        guard renameat(descriptor, Self.draft, descriptor, name) == 0 else {
            throw .cannotWrite(path: target, reason: systemReason())
        }
    }

    /// Writes bytes to the beginning of an open file; false with the system's error where that is not possible.
    static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes {
                pwrite(file, $0.baseAddress?.advanced(by: offset), $0.count - offset, off_t(offset))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            offset += count
        }
        return true
    }

    /// Takes the file at a name away.
    func remove(_ name: String) {
        unlinkat(descriptor, name, 0)
    }
}

/// The system's words for its last error.
func systemReason() -> String { String(cString: strerror(errno)) }

/// The system's open; here because the name is taken where it is used.
private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }
