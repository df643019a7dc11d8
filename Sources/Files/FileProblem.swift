#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Why a file or folder cannot be used.
public struct FileProblem: Error, Hashable, Sendable {
    /// What was tried.
    public enum Attempt: Hashable, Sendable {
        case read
        case write
        case makeFolder
    }

    /// What stood in the way.
    public enum Reason: Hashable, Sendable {
        /// Nothing is there.
        case missing
        /// The system refused; its error number.
        case system(Int32)
        /// The file has more bytes than are read.
        case tooLong(limit: Int)
        /// Something else stands where a file is expected.
        case notAFile(FileKind)
        /// The file belongs to another user.
        case somebodyElses
        /// The file has a second name elsewhere: a change here would change that one too.
        case secondName
        /// Nothing came through a pipe for so many seconds.
        case silent(seconds: Int)
        /// The task that waited for input was cancelled.
        case cancelled
        /// The file is compressed, and text is expected.
        case compressed
    }

    /// What was tried.
    public var attempt: Attempt
    /// The file or folder, as it was named.
    public var path: String
    /// What stood in the way.
    public var reason: Reason

    /// A problem.
    public init(_ attempt: Attempt, _ path: String, _ reason: Reason) {
        self.attempt = attempt
        self.path = path
        self.reason = reason
    }

    /// What stood in the way, in a few words without period: `Permission denied`, `Is a symbolic link`.
    public var words: String {
        switch reason {
        case .missing: "Does not exist"
        case .system(let number): String(cString: strerror(number))
        case .tooLong(let limit): "Longer than \(Self.size(limit))"
        case .notAFile(let kind): "Is \(kind.words)"
        case .somebodyElses: "Belongs to another user"
        case .secondName: "Has a second name elsewhere (a hard link)"
        case .silent(let seconds): "Nothing came through it for \(seconds) s"
        case .cancelled: "Interrupted"
        case .compressed: "Is compressed"
        }
    }

    /// What is wrong and what is expected, as a sentence.
    public var sentence: String {
        let done = attempt == .read ? "read" : attempt == .write ? "written" : "made"
        switch reason {
        case .missing, .system(ENOENT):
            switch attempt {
            case .read: return "\(path) does not exist."
            // What is written need not be there; its folder has to be.
            case .write: return "\(path) could not be written: its folder does not exist."
            case .makeFolder: return "\(path) could not be made: \(words)."
            }
        case .system(EISDIR), .notAFile(.folder): return "\(path) is a folder, and a file is expected."
        case .system(ENOTDIR): return "A part of \(path) is a file, and a folder is expected."
        case .system(EACCES), .system(EPERM): return "\(path) may not be \(done) by this user."
        case .system(EROFS): return "\(path) is on a file system that cannot be written to."
        case .system(ENOSPC), .system(EDQUOT): return "There is no room left for \(path)."
        case .system: return "\(path) could not be \(done): \(words)."
        case .tooLong(let limit): return "\(path) is longer than \(Self.size(limit)), the most that is read of it."
        case .notAFile(.link): return "\(path) is a symbolic link, and none is followed here; name the file itself."
        case .notAFile(let kind): return "\(path) is \(kind.words), and a file is expected."
        case .somebodyElses: return "\(path) belongs to another user, and is left alone."
        case .secondName: return "\(path) has a second name elsewhere (a hard link), and is left alone."
        case .silent(let seconds): return "Nothing came through \(path) for \(seconds) s."
        case .cancelled: return "Interrupted while waiting for \(path)."
        case .compressed: return "\(path) is compressed, and text is expected; unpack it first (gzip -dc, unzip -p)."
        }
    }

    /// The last call's error of the system.
    static func system(_ attempt: Attempt, _ path: String) -> FileProblem {
        // With O_NOFOLLOW this is how a link in the last place is refused.
        FileProblem(attempt, path, errno == ELOOP ? .notAFile(.link) : .system(errno))
    }

    private static func size(_ bytes: Int) -> String {
        bytes >= 1 << 20 ? "\(bytes >> 20) MB" : "\(bytes) bytes"
    }
}

/// What stands at a path.
public enum FileKind: Hashable, Sendable {
    case file
    case folder
    case link
    case pipe
    case device
    case socket

    /// What it is, in words.
    public var words: String {
        switch self {
        case .file: "a file"
        case .folder: "a folder"
        case .link: "a symbolic link"
        case .pipe: "a pipe"
        case .device: "a device"
        case .socket: "a socket"
        }
    }

    /// What stands at a path, links not followed; nil when nothing does or nobody may look.
    public static func at(_ path: String) -> FileKind? {
        var status = stat()
        return lstat(path, &status) == 0 ? FileKind(status.st_mode) : nil
    }

    init(_ mode: mode_t) {
        switch mode & S_IFMT {
        case S_IFREG: self = .file
        case S_IFDIR: self = .folder
        case S_IFLNK: self = .link
        case S_IFIFO: self = .pipe
        case S_IFSOCK: self = .socket
        default: self = .device
        }
    }
}
