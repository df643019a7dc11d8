import Design
import AWSClient
import Files
import KubernetesClient
import Synchronization
import Wire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The log of `--debug`: one line per call.
///
/// Secrets that the clients know are removed before it gets here; what shows by its form is removed here, with control
/// characters, for every line and whoever wrote it.
final class CallLog: AWSObserver {
    private let descriptor: Mutex<Int32?>

    /// The most that is written of one record, bodies included, in Unicode scalars.
    private static let limit = 65_536

    /// A log that writes nowhere.
    static let none = CallLog(descriptor: nil, wantsBodies: false)

    /// Whether bodies are wanted too, secrets removed.
    let wantsBodies: Bool

    private init(descriptor: Int32?, wantsBodies: Bool) {
        self.descriptor = Mutex(descriptor)
        self.wantsBodies = wantsBodies
    }

    /// The log that the options ask for.
    static func opened(_ options: CommonOptions) throws(Stop) -> CallLog {
        let bodies = options.debugBodies
        guard options.debug || bodies || options.logFile != nil else { return none }
        guard let path = options.logFile else { return CallLog(descriptor: 2, wantsBodies: bodies) }
        // A pipe that nobody reads would hold the program up.
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            let problem = FileProblem(.write, path, .system(errno))
            throw Stop(code: .usage, name: "BadLogFile", message: "--log-file: \(problem.sentence)")
        }
        return CallLog(descriptor: file, wantsBodies: bodies)
    }

    func attempted(_ attempt: AWSAttempt) { write(attempt.description) }

    func paused(_ pause: AWSPause) { write("\(pause)") }

    /// Notes a call to the cluster.
    var exchanged: @Sendable (KubernetesExchange) -> Void {
        { exchange in
            let status = exchange.status.map { "HTTP \($0)" } ?? exchange.failure ?? "no answer"
            let (seconds, attoseconds) = exchange.elapsed.components
            self.write(
                "Kubernetes \(exchange.request) · \(status) · \(seconds * 1000 + attoseconds / 1_000_000_000_000_000) ms"
            )
        }
    }

    private func write(_ line: String) {
        descriptor.withLock { descriptor in
            guard let descriptor else { return }
            let bytes = Array((Redactor().shown(line, keepingLines: true, limit: Self.limit) + "\n").utf8)
            // A log that cannot be written or that nobody reads any more, must not stop the work it is about.
            _ = bytes.withUnsafeBytes { system_write(descriptor, $0.baseAddress, $0.count) }
        }
    }
}

private func system_write(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
