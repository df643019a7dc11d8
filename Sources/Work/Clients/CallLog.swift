public import AWSClient
public import Calls
import KubernetesClient
import Observation
import Synchronization
import Wire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The log of `--debug`: one line per call; and the calls of a run, for whoever wants to see them listed.
///
/// Secrets that the clients know are removed before it gets here; what shows by its form is removed here, with control
/// characters, for every line and whoever wrote it.
public final class CallLog: AWSObserver {
    private let descriptor: Mutex<Int32?>
    /// Whether calls are kept for whoever lists them.
    private let keepsCalls: Bool
    /// The calls since they were taken last.
    private let kept = Mutex<[LoggedCall]>([])
    private let clock: any AWSClock

    /// The most that is written of one record, bodies included, in Unicode scalars.
    private static let limit = 65_536

    /// A log that writes nowhere.
    public static let none = CallLog(descriptor: nil, wantsBodies: false)

    /// The most calls that wait to be taken; of more the oldest go.
    private static let mostKept = 512

    /// Whether bodies are wanted too, secrets removed.
    public let wantsBodies: Bool

    /// A log that writes into an open file.
    ///
    /// - Parameters:
    ///   - descriptor: The file; nil writes nowhere.
    ///   - wantsBodies: Whether bodies are written too.
    ///   - keepsCalls: Whether calls are kept until ``takeCalls()``.
    ///   - clock: The time of what is kept.
    public init(
        descriptor: Int32?, wantsBodies: Bool, keepsCalls: Bool = false, clock: any AWSClock = SystemClock()
    ) {
        self.descriptor = Mutex(descriptor)
        self.wantsBodies = wantsBodies
        self.keepsCalls = keepsCalls
        self.clock = clock
    }

    /// The calls that ended since this was asked last, in the order of their answers.
    public func takeCalls() -> [LoggedCall] {
        kept.withLock { kept in
            defer { kept = [] }
            return kept
        }
    }

    private func keep(_ call: @autoclosure () -> LoggedCall) {
        guard keepsCalls else { return }
        let call = call()
        kept.withLock { kept in
            if kept.count >= Self.mostKept { kept.removeFirst() }
            kept.append(call)
        }
    }

    /// Notes a call.
    public func ended(_ call: LoggedCall) { keep(call) }

    /// What notes calls to a cluster; nil where nobody lists them.
    func cluster(_ place: String) -> ClusterLog? {
        guard keepsCalls else { return nil }
        let clock = clock
        return ClusterLog(place, now: { clock.now }, milliseconds: { clock.milliseconds }) { self.keep($0) }
    }

    /// Notes an attempt.
    public func attempted(_ attempt: AWSAttempt) {
        write(attempt.description)
        // What answers with keys is no call of the table.
        guard attempt.operation.hasPrefix("AssumeRole") else { return }
        let words = "\(attempt.service.rawValue) \(attempt.operation)"
        let place = attempt.account ?? attempt.label
        guard attempt.problem != nil || attempt.status != 200 else {
            keep(
                LoggedCall(
                    words, nil, place: place, answer: nil, requestID: attempt.requestID,
                    milliseconds: attempt.milliseconds, at: clock.now))
            return
        }
        keep(
            LoggedCall(
                words, nil, place: place, problem: attempt.problem ?? "no answer", message: nil,
                isRefused: attempt.status == 403, requestID: attempt.requestID, milliseconds: attempt.milliseconds,
                at: clock.now))
    }

    /// Notes a wait.
    public func paused(_ pause: AWSPause) { write("\(pause)") }

    /// Notes a call to the cluster.
    var exchanged: @Sendable (KubernetesExchange) -> Void {
        { exchange in
            let status = exchange.status.map { "HTTP \($0)" } ?? exchange.failure ?? "no answer"
            let (seconds, attoseconds) = exchange.elapsed.components
            if exchange.call.resource == "serviceaccounts/token" { self.keepToken(exchange) }
            self.write(
                "Kubernetes \(exchange.request) · \(status) · \(seconds * 1000 + attoseconds / 1_000_000_000_000_000) ms"
            )
        }
    }

    /// A token was asked for; what came back is secret.
    private func keepToken(_ exchange: KubernetesExchange) {
        let (seconds, attoseconds) = exchange.elapsed.components
        let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
        let words = "kubernetes create TokenRequest"
        let status = exchange.status ?? 0
        if (200..<300).contains(status) {
            keep(
                LoggedCall(
                    words, nil, place: "cluster", answer: nil, requestID: exchange.auditID, milliseconds: milliseconds,
                    at: clock.now))
        } else {
            keep(
                LoggedCall(
                    words, nil, place: "cluster", problem: status == 0 ? "no answer" : "HTTP \(status)",
                    message: exchange.failure, isRefused: status == 403,
                    requestID: exchange.auditID, milliseconds: milliseconds, at: clock.now))
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
