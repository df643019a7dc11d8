public import AWSClient
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
public final class CallLog: AWSObserver {
    private let descriptor: Mutex<Int32?>

    /// The most that is written of one record, bodies included, in Unicode scalars.
    private static let limit = 65_536

    /// A log that writes nowhere.
    public static let none = CallLog(descriptor: nil, wantsBodies: false)

    /// Whether bodies are wanted too, secrets removed.
    public let wantsBodies: Bool

    /// A log that writes into an open file.
    ///
    /// - Parameters:
    ///   - descriptor: The file; nil writes nowhere.
    ///   - wantsBodies: Whether bodies are written too.
    public init(descriptor: Int32?, wantsBodies: Bool) {
        self.descriptor = Mutex(descriptor)
        self.wantsBodies = wantsBodies
    }

    /// Notes an attempt.
    public func attempted(_ attempt: AWSAttempt) { write(attempt.description) }

    /// Notes a wait.
    public func paused(_ pause: AWSPause) { write("\(pause)") }

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
