import Digest
import Files
import Wire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The note beside a simulation's files that says what was written, and keeps others out while it is held.
///
/// The system lets go of the lock when the process ends, however it ends.
final class StateNote: Sendable {
    /// The digests of what the run before has written, by name.
    let digests: [String: String]

    private static let name = ".sesame-simulator"
    private static let schema = "sesame/simulator-state/v1"
    private let file: Int32

    private init(_ file: Int32, digests: [String: String]) {
        self.file = file
        self.digests = digests
    }

    deinit { close(file) }

    /// The digest of a file's content: SHA-256, hexadecimal.
    static func digest(_ bytes: [UInt8]) -> String { Hex.encode(SHA256.hash(bytes)) }

    /// Takes the note that another run has left; nil where there is none.
    static func find(in folder: StateFolder) throws(StateDirectoryError) -> StateNote? {
        while true {
            let file = openat(folder.folder.descriptor, name, O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
            guard file >= 0 else {
                if errno == ENOENT { return nil }
                throw .holdsOthers(path: folder.path, foreign: [name], changed: [])
            }
            var status = stat()
            let isOwn = fstat(file, &status) == 0 && status.st_uid == geteuid()
            let isFree = isOwn && flock(file, LOCK_EX | LOCK_NB) == 0
            // The run that had it may have taken it away in between.
            if isFree, fstat(file, &status) == 0, status.st_nlink == 0 {
                close(file)
                continue
            }
            guard isOwn, let bytes = OpenFolder.content(of: file, limit: StateFolder.longest), let read = read(bytes)
            else {
                close(file)
                throw .holdsOthers(path: folder.path, foreign: [name], changed: [])
            }
            let note = StateNote(file, digests: read.digests)
            guard isFree else { throw .inUse(path: folder.path, process: read.process) }
            return note
        }
    }

    /// Makes the note where there is none.
    static func make(in folder: StateFolder) throws(StateDirectoryError) -> StateNote {
        let file = openat(folder.folder.descriptor, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            if errno == EEXIST { throw .inUse(path: folder.path, process: nil) }
            throw .cannotWrite(path: "\(folder.path)/\(name)", reason: systemReason())
        }
        let note = StateNote(file, digests: [:])
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else { throw .inUse(path: folder.path, process: nil) }
        return note
    }

    /// Says what is about to be written; nothing that an older text speaks of may be left by then.
    func write(_ digests: [String: String], in folder: StateFolder) throws(StateDirectoryError) {
        let json: JSONValue = [
            "schema": .string(Self.schema), "process": JSONValue(Int(getpid())),
            "files": .object(JSONObject(digests.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
        ]
        let bytes = Array((json.serialized(.compact) + "\n").utf8)
        guard OpenFolder.replaceContent(of: file, with: bytes) else {
            throw .cannotWrite(path: "\(folder.path)/\(Self.name)", reason: systemReason())
        }
    }

    /// Takes the note away; what it kept out may come in.
    func remove(from folder: StateFolder) {
        folder.remove(Self.name)
    }

    /// What a note says; nil where it is none.
    ///
    /// One that was cut short speaks of nothing, because it was written when nothing was there.
    private static func read(_ bytes: [UInt8]) -> (digests: [String: String], process: Int?)? {
        guard let json = try? JSONValue.parse(bytes) else {
            let start = Array("{\"schema\":\"\(schema)\"".utf8)
            return bytes.prefix(start.count).elementsEqual(start.prefix(bytes.count)) ? ([:], nil) : nil
        }
        guard json["schema"]?.string == schema else { return nil }
        return (json["files"]?.textMembers ?? [:], json["process"]?.int)
    }
}

/// The system's words for its last error.
private func systemReason() -> String { String(cString: strerror(errno)) }
