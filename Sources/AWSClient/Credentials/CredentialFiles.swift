/// The files that credentials are read from and cached in.
public protocol CredentialFiles: Sendable {
    /// The bytes of a file, or nil when there is none.
    ///
    /// - Throws: `CredentialFileError` when it exists and cannot be read.
    func read(_ path: String) throws(CredentialFileError) -> [UInt8]?

    /// Writes a file that only its owner may read, in one step, making folders on the way.
    func write(_ bytes: [UInt8], to path: String) throws(CredentialFileError)
}

/// Why a file cannot be read or written.
public struct CredentialFileError: Error, Hashable, Sendable {
    /// The file.
    public var path: String
    /// What the system said: `Permission denied`.
    public var reason: String

    /// Creates an error.
    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }
}
