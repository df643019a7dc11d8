#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Opening a file of this user's for changing it in place: locks and journals.
///
/// Anybody who may write to the folder could put something else under the name; it is looked at before it is touched.
public enum OwnFile {
    /// Opens a file for reading and writing, or makes it with mode 0600.
    ///
    /// - Parameters:
    ///   - path: The file. A symbolic link in the last place is refused, as is everything but a file, and a file of
    ///     another user.
    ///   - isAlone: Whether the file must have no second name, because its content will be replaced.
    /// - Returns: A descriptor, closed when another program is started.
    /// - Throws: `FileProblem`; then nothing was changed.
    public static func open(_ path: String, isAlone: Bool) throws(FileProblem) -> Int32 {
        // Without O_NONBLOCK a pipe of that name would hold the program up until somebody reads from it.
        let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        let file = systemOpen(path, flags, 0o600)
        guard file >= 0 else { throw .system(.write, path) }
        var status = stat()
        var problem: FileProblem?
        if fstat(file, &status) != 0 {
            problem = .system(.write, path)
        } else if FileKind(status.st_mode) != .file {
            problem = FileProblem(.write, path, .notAFile(FileKind(status.st_mode)))
        } else if status.st_uid != geteuid() {
            problem = FileProblem(.write, path, .somebodyElses)
        } else if isAlone, status.st_nlink > 1 {
            problem = FileProblem(.write, path, .secondName)
        }
        guard let problem else { return file }
        close(file)
        throw problem
    }
}

/// The system's call; here because its name is taken where it is used.
private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { open(path, flags, mode) }
