import AWSClient
import Synchronization

/// Remembers everything it is told.
final class RecordingObserver: AWSObserver {
    private let state = Mutex<(attempts: [AWSAttempt], pauses: [AWSPause])>(([], []))
    let wantsBodies: Bool

    init(bodies: Bool = false) { wantsBodies = bodies }

    var attempts: [AWSAttempt] { state.withLock { $0.attempts } }
    var pauses: [AWSPause] { state.withLock { $0.pauses } }

    func attempted(_ attempt: AWSAttempt) { state.withLock { $0.attempts.append(attempt) } }
    func paused(_ pause: AWSPause) { state.withLock { $0.pauses.append(pause) } }

    /// All lines as the debug log would show them.
    var log: String { (attempts.map(\.description) + pauses.map(\.description)).joined(separator: "\n") }
}
