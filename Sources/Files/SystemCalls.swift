#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The system's calls on open files, repeated when a signal interrupts them.
enum SystemCalls {
    /// Reads what there is, up to the buffer's size; 0 at the end, -1 with `errno` on failure.
    static func readSome(_ file: Int32, into buffer: inout [UInt8]) -> Int {
        let size = buffer.count
        return repeated { read(file, &buffer, size) }
    }

    /// Writes some of the bytes; -1 with `errno` on failure.
    static func writeSome(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        repeated { write(file, bytes.baseAddress, bytes.count) }
    }

    /// Writes all of the bytes.
    ///
    /// - Returns: Whether all were written; `errno` says why not.
    static func writeAll(
        _ file: Int32, _ bytes: [UInt8], with write: (Int32, UnsafeRawBufferPointer) -> Int = writeSome
    ) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = write(file, UnsafeRawBufferPointer(rebasing: buffer[done...]))
                if count < 0 { return false }
                if count == 0 {
                    errno = EIO
                    return false
                }
                done += count
            }
            return true
        }
    }

    /// Brings what was written to the disk; -1 with `errno` on failure.
    static func sync(_ file: Int32) -> Int32 { Int32(repeated { Int(fsync(file)) }) }

    /// Brings a folder's list of names to the disk, where that can be asked for.
    ///
    /// - Returns: Whether the disk did not fail; a file system that knows no such thing did not.
    static func syncFolder(of path: String) -> Bool {
        let folder = open(Self.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return true }
        defer { close(folder) }
        return sync(folder) == 0 || ![EIO, ENOSPC, EDQUOT].contains(errno)
    }

    /// The folder that a path lies in.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func repeated(_ call: () -> Int) -> Int {
        while true {
            let result = call()
            if result >= 0 || errno != EINTR { return result }
        }
    }
}
