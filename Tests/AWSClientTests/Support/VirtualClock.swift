import AWSClient
import Synchronization
import Wire

/// A clock that moves only when somebody waits.
final class VirtualClock: AWSClock {
    private let state: Mutex<(now: Int64, waits: [Int64])>
    private let start: Timestamp

    init(_ text: String = "2026-01-02T03:04:05Z") {
        start = Timestamp(iso8601: text) ?? Timestamp(secondsSinceEpoch: 0)
        state = Mutex((0, []))
    }

    var now: Timestamp {
        let passed = state.withLock { $0.now }
        return start.adding(seconds: Int(passed / 1000))
    }

    var milliseconds: Int64 { state.withLock { $0.now } }

    /// The waits so far, in milliseconds.
    var waits: [Int64] { state.withLock { $0.waits } }

    func sleep(milliseconds: Int64) async {
        if Task.isCancelled { return }
        state.withLock { state in
            state.now += milliseconds
            state.waits.append(milliseconds)
        }
        await Task.yield()
    }

    /// Lets time pass.
    func pass(seconds: Int) { state.withLock { $0.now += Int64(seconds) * 1000 } }
}
