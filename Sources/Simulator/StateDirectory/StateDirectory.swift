import Digest
import Files
import Synchronization
import Wire

/// The folder that tells other programs how to reach a simulation.
///
/// It gets `aws-config`, `aws-credentials`, `kubeconfig`, `answers.yaml` and, when those are complete, `environment`.
/// Every file is written whole or not at all, can be read by its owner only, and never takes the place of another.
///
/// Beside them stands a note of what was written. It is locked as long as a simulation has the folder, and it is how
/// the next run knows what one that was killed has left behind.
public final class StateDirectory: Sendable {
    /// The names of the files, in the order in which they are written.
    public static let names = ["aws-config", "aws-credentials", "kubeconfig", "answers.yaml", "environment"]

    /// The folder's absolute path.
    public let path: String

    private let folder: StateFolder
    private let note: StateNote
    /// The digests of what this run or one before it wrote, by name.
    private let written: Mutex<[String: String]>

    private init(_ folder: StateFolder, _ note: StateNote, written: [String: String]) {
        self.folder = folder
        self.note = note
        self.written = Mutex(written)
        path = folder.path
    }

    /// Takes a folder for one simulation, makes it if there is none, and writes nothing but its note.
    ///
    /// - Parameter path: The folder. What it leads through may be links; the folder itself may not be one.
    /// - Returns: the folder, until it is removed or let go.
    /// - Throws: `StateDirectoryError` where files stand in it that no simulation wrote, or that were changed since,
    ///   and where another simulation has it.
    public static func claim(_ path: String) throws(StateDirectoryError) -> StateDirectory {
        let folder = try StateFolder(path)
        let found = try StateNote.find(in: folder)
        let written = found?.digests ?? [:]
        var (foreign, changed) = ([String](), [String]())
        for name in names {
            switch folder.entry(name) {
            case .absent: continue
            case .file(let bytes) where StateNote.digest(bytes) == written[name]: continue
            default: if written[name] == nil { foreign.append(name) } else { changed.append(name) }
            }
        }
        guard foreign.isEmpty, changed.isEmpty else {
            throw .holdsOthers(path: folder.path, foreign: foreign, changed: changed)
        }
        let note = if let found { found } else { try StateNote.make(in: folder) }
        return StateDirectory(folder, note, written: written)
    }

    /// Writes the files of a running simulation in place of those that an earlier one left.
    ///
    /// - Parameters:
    ///   - simulation: the simulation.
    ///   - endpoints: where it is reached.
    /// - Throws: `StateDirectoryError`; then `environment` is not there.
    public func write(
        _ simulation: SimulatedWorld, at endpoints: SimulatorEndpoints
    ) throws(StateDirectoryError) {
        _ = removeFiles()
        let files = StateFiles(simulation: simulation, endpoints: endpoints, directory: path)
        let texts = [
            ("aws-config", files.config), ("aws-credentials", files.credentials), ("kubeconfig", files.kubeconfig),
            ("answers.yaml", files.answers), ("environment", files.environment),
        ].map { (name: $0.0, bytes: Array($0.1.utf8)) }
        let digests = Dictionary(uniqueKeysWithValues: texts.map { ($0.name, StateNote.digest($0.bytes)) })
        // First the note: a run that is killed between two files has then said which of them are its own.
        try note.write(digests, in: folder)
        written.withLock { $0 = digests }
        for text in texts { try folder.place(text.bytes, at: text.name) }
    }

    /// Takes away what is still as it was written, `environment` first, and lets go of the folder, which stays.
    ///
    /// - Returns: the names of the files that somebody has changed; they stay where they are.
    @discardableResult
    public func remove() -> [String] {
        let changed = removeFiles()
        note.remove(from: folder)
        return changed
    }

    private func removeFiles() -> [String] {
        let digests = written.withLock { written in
            defer { written = [:] }
            return written
        }
        return Self.names.reversed().filter { name in
            guard let digest = digests[name] else { return false }
            switch folder.entry(name) {
            case .absent: return false
            case .file(let bytes) where StateNote.digest(bytes) == digest:
                folder.remove(name)
                return false
            default: return true
            }
        }
    }
}

/// Why the folder cannot be filled.
public enum StateDirectoryError: Error, Sendable, Hashable {
    /// The folder cannot be made or reached; the reason is the system's.
    case cannotMake(path: String, reason: String)
    /// The path is a symbolic link.
    case isLink(path: String)
    /// The folder holds files that no simulation wrote, or that were changed since one wrote them.
    case holdsOthers(path: String, foreign: [String], changed: [String])
    /// Another simulation has the folder; the process is nil where it has not said.
    case inUse(path: String, process: Int?)
    /// A file cannot be written; the reason is the system's.
    case cannotWrite(path: String, reason: String)

    /// What is the case, and where somebody can do something about it, what.
    public var sentence: String {
        switch self {
        case .cannotMake(let path, let reason): "Cannot use the folder \(path): \(reason)."
        case .isLink(let path): "\(path) is a symbolic link. Name the folder that it leads to."
        case .holdsOthers(let path, let foreign, let changed):
            "The folder \(path) holds "
                + [
                    foreign.isEmpty ? nil : "\(foreign.listed), which would be replaced",
                    changed.isEmpty
                        ? nil
                        : "\(changed.listed), which \(changed.count == 1 ? "was" : "were") changed since a simulator "
                            + "wrote \(changed.count == 1 ? "it" : "them")",
                ].compactMap(\.self).joined(separator: ", and ")
                + ". Nothing was touched. Name a folder of its own, or move "
                + (foreign.count + changed.count == 1 ? "that file away." : "those files away.")
        case .inUse(let path, let process):
            "Another simulator\(process.map { " (process \($0))" } ?? "") has the folder \(path). End it, or name another "
                + "folder."
        case .cannotWrite(let path, let reason): "Cannot write \(path): \(reason)."
        }
    }
}
