import Files
import Setup
import Stage
import Wire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where stages and consoles meet: a socket of the file system, for the same user alone, nothing of the network.
enum StageSocket {
    /// The folders that sockets may lie in, the first one that works is used: the state directory, else the folder that
    /// the session has for such things.
    static func folders(_ process: ProcessContext) -> [String] {
        var folders: [String] = []
        if let state = process.state { folders.append("\(state.path)/stages") }
        if let runtime = process.environment["XDG_RUNTIME_DIR"], runtime.hasPrefix("/") {
            folders.append("\(runtime)/sesame")
        }
        return folders
    }

    /// Opens a socket that this process listens on.
    ///
    /// It is its owner's alone before anybody can connect: its folder has mode 0700, it has 0600, and it listens only
    /// after that.
    ///
    /// - Parameter folders: Where it may lie, the best place first.
    /// - Returns: The descriptor and the path.
    /// - Throws: Why there is no place for it.
    static func open(in folders: [String]) throws(StageSocketProblem) -> (descriptor: Int32, path: String) {
        var first: StageSocketProblem?
        for folder in folders {
            do throws(StageSocketProblem) {
                return try open("\(folder)/\(prefix)\(getpid())\(ending)", in: folder)
            } catch {
                first = first ?? error
            }
        }
        throw first ?? .noFolder
    }

    /// The stages that run, the newest first; sockets that nobody listens on any more are removed.
    static func stages(in folders: [String]) -> [StageAddress] {
        var found: [(address: StageAddress, since: Int)] = []
        for folder in folders {
            for name in names(in: folder) {
                let path = "\(folder)/\(name)"
                var facts = stat()
                guard lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFSOCK, facts.st_uid == geteuid() else {
                    continue
                }
                guard let descriptor = try? connect(path) else {
                    if errno == ECONNREFUSED { unlink(path) }
                    continue
                }
                close(descriptor)
                let process = name.dropFirst(prefix.count).dropLast(ending.count)
                #if canImport(Darwin)
                    let since = facts.st_mtimespec.tv_sec
                #else
                    let since = facts.st_mtim.tv_sec
                #endif
                found.append(
                    (StageAddress(path: path, words: "began at \(clock(since)), process \(process)"), since))
            }
        }
        return found.sorted { ($0.since, $0.address.path) > ($1.since, $1.address.path) }.map(\.address)
    }

    /// Connects to a stage of the same user.
    ///
    /// - Returns: The descriptor.
    /// - Throws: Why that did not work; `errno` says it too.
    static func connect(_ path: String) throws(StageSocketProblem) -> Int32 {
        let descriptor = try made()
        var address = try address(path)
        guard withAddress(&address, { systemConnect(descriptor, $0, $1) }) == 0 else {
            let reason = errno
            close(descriptor)
            errno = reason
            throw .refused(path, String(cString: strerror(reason)))
        }
        guard isOwn(descriptor) else {
            close(descriptor)
            errno = EPERM
            throw .refused(path, "it belongs to another user")
        }
        return descriptor
    }

    /// Whether the process at the other end runs as the same user.
    static func isOwn(_ descriptor: Int32) -> Bool {
        #if canImport(Darwin)
            var user = uid_t()
            var group = gid_t()
            return getpeereid(descriptor, &user, &group) == 0 && user == geteuid()
        #else
            // struct ucred: process, user, group.
            var facts: (Int32, UInt32, UInt32) = (0, UInt32.max, 0)
            var size = socklen_t(MemoryLayout.size(ofValue: facts))
            return getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &facts, &size) == 0 && facts.1 == geteuid()
        #endif
    }

    /// The largest path that the system takes for a socket, in bytes.
    static let pathLimit = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    private static let prefix = "stage-"
    private static let ending = ".sock"

    private static func open(
        _ path: String, in folder: String
    ) throws(StageSocketProblem) -> (descriptor: Int32, path: String) {
        var address = try address(path)
        do throws(FileProblem) { try Folders.make(folder) } catch { throw .folder(error.sentence.withoutFullStop) }
        var facts = stat()
        guard lstat(folder, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR, facts.st_uid == geteuid() else {
            throw .folder("\(folder) is no folder of this user")
        }
        if facts.st_mode & 0o077 != 0, chmod(folder, 0o700) != 0 {
            throw .folder("\(folder) is open to others")
        }
        let descriptor = try made()
        // A process of the same number that was killed may have left its own.
        unlink(path)
        // Where the system lets a socket have a mode before it has a name, it never has another one.
        _ = fchmod(descriptor, 0o600)
        guard withAddress(&address, { bind(descriptor, $0, $1) }) == 0, chmod(path, 0o600) == 0,
            listen(descriptor, 64) == 0
        else {
            let reason = String(cString: strerror(errno))
            close(descriptor)
            throw .folder("\(path): \(reason)")
        }
        return (descriptor, path)
    }

    private static func made() throws(StageSocketProblem) -> Int32 {
        #if canImport(Darwin)
            let kind = SOCK_STREAM
        #else
            let kind = Int32(SOCK_STREAM.rawValue)
        #endif
        let descriptor = socket(AF_UNIX, kind, 0)
        guard descriptor >= 0, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else {
            throw .folder(String(cString: strerror(errno)))
        }
        return descriptor
    }

    private static func address(_ path: String) throws(StageSocketProblem) -> sockaddr_un {
        let bytes = Array(path.utf8)
        guard bytes.count <= pathLimit, !bytes.contains(0) else { throw .tooLong(path, limit: pathLimit) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return address
    }

    private static func withAddress(
        _ address: inout sockaddr_un, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                call($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    private static func names(in folder: String) -> [String] {
        let names = (try? StateDirectory(path: folder).list("")) ?? []
        return names.filter { $0.hasPrefix(prefix) && $0.hasSuffix(ending) }
    }

    /// The time of day of a moment on the person's clock: `12:00`.
    static func clock(_ seconds: Int) -> String {
        var time = time_t(seconds)
        var local = tm()
        localtime_r(&time, &local)
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(local.tm_hour)):\(two(local.tm_min))"
    }
}

private func systemConnect(_ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ size: socklen_t) -> Int32 {
    connect(descriptor, address, size)
}

/// Why stage and console do not meet.
enum StageSocketProblem: Error, Hashable {
    /// Neither the state directory nor the session's folder is known.
    case noFolder
    /// The path of the socket is longer than the system takes, in bytes.
    case tooLong(String, limit: Int)
    /// The folder cannot be used: what the system says.
    case folder(String)
    /// A stage could not be attached to, and why.
    case refused(String, String)

    /// What is wrong and what to do.
    var sentence: String {
        switch self {
        case .noFolder:
            "There is no folder for the socket that a console attaches to. Set HOME, XDG_STATE_HOME or XDG_RUNTIME_DIR."
        case .tooLong(let path, let limit):
            """
            The path of the socket that a console attaches to is longer than the \(limit) bytes that the system takes: \
            \(path). Set XDG_STATE_HOME to a shorter folder.
            """
        case .folder(let reason):
            """
            The socket that a console attaches to cannot be made: \(reason). Set XDG_STATE_HOME to a directory that can \
            be written.
            """
        case .refused(let path, let reason): "The stage at \(path) could not be attached to: \(reason)."
        }
    }
}
