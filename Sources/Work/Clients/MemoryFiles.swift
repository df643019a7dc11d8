public import AWSClient
import Synchronization

/// Files that exist in memory only: the demo's.
public final class MemoryFiles: CredentialFiles {
    private let texts: Mutex<[String: [UInt8]]>

    /// Files by their paths.
    public init(_ texts: [String: String]) {
        self.texts = Mutex(texts.mapValues { Array($0.utf8) })
    }

    /// The bytes of a file; nil when there is none.
    public func read(_ path: String) throws(CredentialFileError) -> [UInt8]? { texts.withLock { $0[path] } }

    /// Replaces a file.
    public func write(_ bytes: [UInt8], to path: String) throws(CredentialFileError) {
        texts.withLock { $0[path] = bytes }
    }
}
