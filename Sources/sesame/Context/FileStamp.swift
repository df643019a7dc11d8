#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// When a file was changed last, for noticing that it was.
struct FileStamp: Hashable, Sendable {
    private let seconds: Int
    private let nanoseconds: Int

    /// The stamp of what is at a path; all zero when nothing is.
    static func of(_ path: String) -> FileStamp {
        var status = stat()
        guard stat(path, &status) == 0 else { return FileStamp(seconds: 0, nanoseconds: 0) }
        #if canImport(Darwin)
            return FileStamp(seconds: status.st_mtimespec.tv_sec, nanoseconds: status.st_mtimespec.tv_nsec)
        #else
            return FileStamp(seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
        #endif
    }
}
