#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reading and writing files, with the system's own reasons in the errors.
enum FileSystem {
    /// Why a file could not be read or written.
    struct Problem: Error {
        /// The file or folder.
        var path: String
        /// What was tried: `read`, `write`.
        var attempt: String
        /// The system's error number.
        var number: Int32

        /// What is wrong, as a sentence.
        var sentence: String {
            switch number {
            case ENOENT: "\(path) does not exist."
            case EISDIR: "\(path) is a folder, and a file is expected."
            case ENOTDIR: "A part of \(path) is a file, and a folder is expected."
            case EACCES, EPERM: "\(path) may not be \(attempt == "read" ? "read" : "written") by this user."
            case EROFS: "\(path) is on a file system that cannot be written to."
            case ENOSPC, EDQUOT: "There is no room left for \(path). Nothing of it was written."
            default:
                "\(path) could not be \(attempt == "read" ? "read" : "written"): \(String(cString: strerror(number)))."
            }
        }
    }

    /// The bytes of a file; `-` is standard input.
    static func read(_ path: String) throws(Problem) -> [UInt8] {
        let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Problem(path: path, attempt: "read", number: errno) }
        defer { if descriptor > 0 { close(descriptor) } }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = system_read(descriptor, &buffer, buffer.count)
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw Problem(path: path, attempt: "read", number: errno)
            }
            bytes += buffer[0..<count]
        }
    }

    /// Whether something is at a path.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Writes a file whole or not at all: beside it first, then renamed over it.
    ///
    /// It does not wait for the disk: what is written so can be made again from the answers at any time.
    static func write(_ text: String, to path: String, mode: mode_t = 0o644) throws(Problem) {
        let beside = path + ".\(getpid()).new"
        let descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw Problem(path: path, attempt: "write", number: errno) }
        var bytes = Array(text.utf8)[...]
        var failure: Int32 = 0
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { system_write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes = bytes.dropFirst(count)
            } else if errno != EINTR {
                failure = errno
                break
            }
        }
        if close(descriptor) != 0, failure == 0 { failure = errno }
        if failure == 0, rename(beside, path) != 0 { failure = errno }
        guard failure == 0 else {
            unlink(beside)
            throw Problem(path: path, attempt: "write", number: failure)
        }
    }

    /// Makes a folder and those above it.
    static func makeFolder(_ path: String, mode: mode_t = 0o755) throws(Problem) {
        if path.isEmpty || path == "/" || path == "." || exists(path) { return }
        if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            try makeFolder(String(path[..<slash]), mode: mode)
        }
        if mkdir(path, mode) != 0, errno != EEXIST { throw Problem(path: path, attempt: "write", number: errno) }
    }
}

private func system_read(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(descriptor, bytes, count)
}

private func system_write(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
