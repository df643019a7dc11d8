import Files

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import Synchronization
public import Wire

/// The right to write for one setup; held by one process at a time.
///
/// The system releases the lock when its process ends, however it ends, so that no stale lock can remain; the file's
/// content only names the holder. A symbolic link, or anything but a file of this user's own, is not taken for one: it
/// would be emptied.
public final class Lock: Sendable {
    /// Who held the lock and was ended without letting go; nil after a clean end.
    public let abandonedBy: LockHolder?
    private let file: Mutex<Int32?>

    /// Takes the lock of a setup.
    ///
    /// - Parameters:
    ///   - setup: The setup's key, see ``SavedSetup/key(for:)``.
    ///   - directory: The state directory.
    ///   - process: Who takes it.
    ///   - time: Since when, for the file.
    /// - Throws: `SetupError.locked` with the holder, or `SetupError.state`.
    public init(
        setup: String, in directory: StateDirectory, process: ProcessIdentity, at time: Timestamp
    ) throws(SetupError) {
        let name = "locks/\(setup).lock"
        let path: String
        let file: Int32
        do throws(StateProblem) {
            path = try directory.prepared(name)
            do { file = try OwnFile.open(path, isAlone: true) } catch { throw StateProblem(.lock, error) }
        } catch {
            throw .state(error)
        }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let isHeld = errno == EWOULDBLOCK
            let problem = Self.problem(path)
            close(file)
            guard isHeld else { throw .state(problem) }
            let content = (try? directory.read(name)) ?? []
            throw .locked(LockHolder(content) ?? LockHolder(pid: 0, host: "this computer", since: "an unknown time"))
        }
        abandonedBy = LockHolder((try? directory.read(name)) ?? [])
        let holder = LockHolder(pid: process.pid, host: process.host, since: time.iso8601)
        let bytes = Array(holder.json.serialized(.compact).utf8)
        guard ftruncate(file, 0) == 0, pwrite(file, bytes, bytes.count, 0) == bytes.count else {
            let problem = Self.problem(path)
            close(file)
            throw .state(problem)
        }
        self.file = Mutex(file)
    }

    /// Lets go; a second time does nothing.
    public func release() {
        file.withLock { file in
            guard let descriptor = file else { return }
            // Emptied, not deleted: another process may hold the same file open and wait for it.
            _ = ftruncate(descriptor, 0)
            close(descriptor)
            file = nil
        }
    }

    deinit { release() }

    private static func problem(_ path: String) -> StateProblem {
        StateProblem(doing: .lock, path: path, reason: String(cString: strerror(errno)))
    }
}
