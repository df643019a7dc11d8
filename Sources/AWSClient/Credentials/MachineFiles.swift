import Files

/// The machine's files.
public struct MachineFiles: CredentialFiles {
    /// So long is waited for the next bytes of a pipe, in seconds.
    private static let patience = 30

    /// Creates access to the machine's files.
    public init() {}

    /// The bytes of a file of at most 4 MB, or nil when there is none; a pipe is read too, and given up after 30 s
    /// without a byte.
    public func read(_ path: String) throws(CredentialFileError) -> [UInt8]? {
        if Self.isHomeless(path) { return nil }
        do {
            return try InputFile.read(
                path, limit: InputFile.textLimit, pipes: .readWithin(seconds: MachineFiles.patience))
        } catch {
            throw CredentialFileError(path: path, reason: error.words)
        }
    }

    /// Replaces a file in one step, mode 0600, with the folders above it.
    public func write(_ bytes: [UInt8], to path: String) throws(CredentialFileError) {
        if Self.isHomeless(path) { throw CredentialFileError(path: path, reason: "No home folder is known") }
        do {
            try Folders.make(for: path)
            try AtomicFile.write(bytes, to: path)
        } catch {
            throw CredentialFileError(path: error.path, reason: error.words)
        }
    }

    /// Whether nobody knew what `~` stands for; a folder of that name, wherever this runs, is nobody's home.
    private static func isHomeless(_ path: String) -> Bool { path == "~" || path.hasPrefix("~/") }
}
