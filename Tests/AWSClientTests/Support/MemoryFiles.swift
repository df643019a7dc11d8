import AWSClient
import Synchronization

/// Files in memory.
final class MemoryFiles: CredentialFiles {
    private let files: Mutex<[String: [UInt8]]>
    private let unreadable: Set<String>

    init(_ files: [String: String] = [:], unreadable: Set<String> = []) {
        self.files = Mutex(files.mapValues { Array($0.utf8) })
        self.unreadable = unreadable
    }

    func read(_ path: String) throws(CredentialFileError) -> [UInt8]? {
        if unreadable.contains(path) { throw CredentialFileError(path: path, reason: "Permission denied") }
        return files.withLock { $0[path] }
    }

    func write(_ bytes: [UInt8], to path: String) throws(CredentialFileError) {
        files.withLock { $0[path] = bytes }
    }

    /// The paths that exist.
    var paths: [String] { files.withLock { $0.keys.sorted() } }

    /// A file's text.
    func text(_ path: String) -> String? {
        files.withLock { $0[path] }.map { String(decoding: $0, as: UTF8.self) }
    }
}
