#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The one way in which files are replaced: whole or not at all, also through a crash.
///
/// The bytes go to a new file beside the target, made exclusively, and from there to the disk; then it takes the
/// target's name in one step, and the folder goes to the disk too. Whatever happens, a reader meets the old content or
/// the new. Only files are replaced: a symbolic link, a pipe or a device of that name is refused.
public enum AtomicFile {
    /// Replaces a file, or makes it.
    ///
    /// - Parameters:
    ///   - bytes: The whole content.
    ///   - path: The file; its folder has to be there.
    ///   - mode: Who may read and write it, less what the umask takes away; its owner alone when left out.
    /// - Throws: `FileProblem`; then the old content stands, and nothing is left beside it.
    public static func write(_ bytes: [UInt8], to path: String, mode: UInt16 = 0o600) throws(FileProblem) {
        try FileDraft(bytes, for: path, mode: mode).commit()
    }
}

/// A file that is written and on the disk, but does not have its name yet.
///
/// Several can be made before the first one is committed, so that a full disk shows before anything has changed.
public struct FileDraft: Sendable {
    /// The file that it will be.
    public let path: String
    private let draft: String

    /// Writes the bytes beside their place.
    ///
    /// - Parameters:
    ///   - bytes: The whole content.
    ///   - path: The file that it will be; its folder has to be there.
    ///   - mode: Who may read and write it, less what the umask takes away; its owner alone when left out.
    /// - Throws: `FileProblem`; then nothing is left.
    public init(_ bytes: [UInt8], for path: String, mode: UInt16 = 0o600) throws(FileProblem) {
        try Self.refuseOthers(path)
        self.path = path
        let random = String(UInt64.random(in: .min ... .max), radix: 36)
        draft = "\(SystemCalls.folder(of: path))/.sesame-\(random).part"
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(mode))
        guard file >= 0 else { throw .system(.write, path) }
        var failure: Int32 = SystemCalls.writeAll(file, bytes) && SystemCalls.sync(file) == 0 ? 0 : errno
        if close(file) != 0, failure == 0 { failure = errno }
        guard failure == 0 else {
            unlink(draft)
            throw FileProblem(.write, path, .system(failure))
        }
    }

    /// Gives the file its name; what had it before is gone.
    ///
    /// - Parameter syncsFolder: Whether the name is on the disk afterwards; of several files in one folder the last one
    ///   does it for all.
    /// - Throws: `FileProblem`; then what had the name before has it still, and the draft is gone.
    public func commit(syncsFolder: Bool = true) throws(FileProblem) {
        do {
            try Self.refuseOthers(path)
        } catch {
            unlink(draft)
            throw error
        }
        guard rename(draft, path) == 0 else {
            let problem = FileProblem.system(.write, path)
            unlink(draft)
            throw problem
        }
        if syncsFolder, !SystemCalls.syncFolder(of: path) { throw .system(.write, path) }
    }

    /// Takes the draft away.
    public func discard() { unlink(draft) }

    private static func refuseOthers(_ path: String) throws(FileProblem) {
        if let kind = FileKind.at(path), kind != .file { throw FileProblem(.write, path, .notAFile(kind)) }
    }
}
