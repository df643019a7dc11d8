import Files
import Stage
import Terminal

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The console's end of the socket: a thread reads reports and posts them, commands go out from the main thread.
final class StageAttachment: Sendable {
    private let descriptor: Int32

    /// Attaches to a stage.
    ///
    /// - Parameters:
    ///   - path: The stage's socket.
    ///   - queue: Where reports go, and the end.
    /// - Throws: Why there is nobody.
    init(_ path: String, _ queue: MessageQueue<ConsoleEvent>) throws(StageSocketProblem) {
        descriptor = try StageSocket.connect(path)
        // A stage that takes no commands is not waited for.
        var patience = timeval(tv_sec: 1, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        guard OwnThread.start({ self.listen(queue) }) else { throw .refused(path, "there is no thread for it") }
    }

    deinit { close(descriptor) }

    /// Says what the presenter wants; false when nobody takes it.
    func send(_ command: StageCommand) -> Bool {
        let line = command.line + [UInt8(ascii: "\n")]
        return line.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } == line.count
    }

    /// Lets the stage go; the thread ends.
    func detach() { shutdown(descriptor, Int32(2)) }

    private func listen(_ queue: MessageQueue<ConsoleEvent>) {
        var reader = StageLine.Reader(limit: StageLine.reportLimit)
        var bytes = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(descriptor, &bytes, bytes.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return queue.post(.lost("The stage has ended.")) }
            guard let lines = reader.take(bytes[0..<count]) else {
                return queue.post(.lost("What answers at the stage's socket is no stage."))
            }
            // Whoever is slow sees the latest.
            guard let line = lines.last else { continue }
            do throws(StageLineProblem) { queue.post(.report(try StageReport(line: line))) } catch {
                switch error {
                case .notUnderstood: return queue.post(.lost("What answers at the stage's socket is no stage."))
                case .otherVersion(let schema):
                    return queue.post(
                        .lost("The stage is of another version of sesame (\(schema)); start both from the same one."))
                }
            }
        }
    }
}
