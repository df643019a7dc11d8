#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reading what a person or a program names: files, pipes, standard input, never more than a limit.
public enum InputFile {
    /// The most bytes of answers, policy cases and configuration files: 4 MB.
    public static let textLimit = 4 << 20
    /// The most bytes of a bundle, and of what sesame keeps itself: 64 MB.
    public static let bundleLimit = 64 << 20

    /// How reading deals with what is no file on a disk.
    public enum Pipes: Sendable {
        /// Only files are read, and no symbolic link is followed.
        case refused
        /// Pipes and devices are read too; after 3 s without a byte `waiting` is called, once.
        case read(waiting: @Sendable () -> Void)
        /// Pipes and devices are read too; given up after so many seconds without a byte.
        case readWithin(seconds: Int)
    }

    /// The bytes of a file.
    ///
    /// - Parameters:
    ///   - path: The file; `-` is standard input where pipes are read. `/dev/fd/N` is this process's descriptor N.
    ///   - limit: The most bytes.
    ///   - pipes: What to do with anything but a file.
    /// - Returns: The bytes; nil when nothing is there.
    /// - Throws: `FileProblem`: unreadable, longer than the limit, a folder, silent, cancelled.
    public static func read(_ path: String, limit: Int, pipes: Pipes) throws(FileProblem) -> [UInt8]? {
        var bytes: [UInt8] = []
        let isThere = try stream(path, pipes: pipes, opened: { bytes.reserveCapacity(min($0, limit) + 1) }) {
            chunk throws(FileProblem) in
            bytes += chunk
            if bytes.count > limit { throw FileProblem(.read, path, .tooLong(limit: limit)) }
        }
        return isThere ? bytes : nil
    }

    /// Reads a file of any length piece by piece.
    ///
    /// - Parameters:
    ///   - path: The file; `-` is standard input where pipes are read. `/dev/fd/N` is this process's descriptor N.
    ///   - pipes: What to do with anything but a file.
    ///   - piece: The most bytes of a piece.
    ///   - opened: Gets the size of a file on a disk before it is read.
    ///   - take: Gets the pieces in turn.
    /// - Returns: False when nothing is there.
    /// - Throws: `FileProblem`: unreadable, a folder, silent, cancelled; and what `take` throws.
    public static func stream(
        _ path: String, pipes: Pipes, piece: Int = 65_536, opened: (Int) -> Void = { _ in },
        _ take: (ArraySlice<UInt8>) throws(FileProblem) -> Void
    ) throws(FileProblem) -> Bool {
        let (file, isOwn) = descriptor(path, pipes)
        guard file >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return false }
            throw .system(.read, path)
        }
        defer { if isOwn { close(file) } }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .system(.read, path) }
        let kind = FileKind(status.st_mode)
        if kind == .folder { throw FileProblem(.read, path, .notAFile(.folder)) }
        if case .refused = pipes, kind != .file { throw FileProblem(.read, path, .notAFile(kind)) }
        var patience = Patience(path: path, pipes: pipes)
        if kind == .file, status.st_size > 0 { opened(Int(status.st_size)) }
        var chunk = [UInt8](repeating: 0, count: piece)
        while true {
            // A pipe that nobody has opened for writing yet reads as empty: it is waited for, not read.
            if kind != .file { try patience.wait(for: file) }
            let count = SystemCalls.readSome(file, into: &chunk)
            if count == 0 { return true }
            if count < 0 {
                if errno == EAGAIN { continue }
                throw .system(.read, path)
            }
            try take(chunk[..<count])
        }
    }

    /// An open file, and whether it was opened here.
    private static func descriptor(_ path: String, _ pipes: Pipes) -> (file: Int32, isOwn: Bool) {
        if case .refused = pipes { return (open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC), true) }
        // A pipe of the shell, `<(…)`, is open here already. Opened anew, its end would not be seen when its writer
        // has gone before.
        if path == "-" || path == "/dev/stdin" { return (0, false) }
        if path.hasPrefix("/dev/fd/"), let number = Int32(path.dropFirst("/dev/fd/".count)) { return (number, false) }
        return (open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC), true)
    }
}

/// Waiting for a pipe's next bytes.
private struct Patience {
    let path: String
    let pipes: InputFile.Pipes
    private var hasSpoken = false
    private var silence: Int32 = 0

    /// How often it is looked whether the task was cancelled.
    private static let slice: Int32 = 200
    /// From when on a word is due, in milliseconds.
    private static let wordAfter: Int32 = 3000

    init(path: String, pipes: InputFile.Pipes) {
        self.path = path
        self.pipes = pipes
    }

    mutating func wait(for file: Int32) throws(FileProblem) {
        silence = 0
        while true {
            var one = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
            let count = poll(&one, 1, Self.slice)
            // Whatever is wrong with the descriptor, reading says it.
            if count > 0 || count < 0 && errno != EINTR { return }
            if Task.isCancelled { throw FileProblem(.read, path, .cancelled) }
            silence += Self.slice
            switch pipes {
            case .read(let waiting) where silence >= Self.wordAfter && !hasSpoken:
                hasSpoken = true
                waiting()
            case .readWithin(let seconds) where silence >= Int32(seconds) * 1000:
                throw FileProblem(.read, path, .silent(seconds: seconds))
            default: break
            }
        }
    }
}
