import AWSClient
import Synchronization

/// The demo's files: they exist in memory only.
final class DemoFiles: CredentialFiles {
    private let texts: Mutex<[String: [UInt8]]>

    init(_ texts: [String: String]) {
        self.texts = Mutex(texts.mapValues { Array($0.utf8) })
    }

    func read(_ path: String) throws(CredentialFileError) -> [UInt8]? { texts.withLock { $0[path] } }

    func write(_ bytes: [UInt8], to path: String) throws(CredentialFileError) { texts.withLock { $0[path] = bytes } }
}
