import FaultServer
import Synchronization

/// A frame that a server's thread has read, for the test that waits for it.
final class Told: Sendable {
    private struct State {
        var frame: ReceivedFrame?
        var isSet = false
        var waiting: CheckedContinuation<ReceivedFrame?, Never>?
    }

    private let state = Mutex(State())

    func set(_ frame: ReceivedFrame?) {
        let waiting = state.withLock { state in
            (state.frame, state.isSet) = (frame, true)
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume(returning: frame)
    }

    func value() async -> ReceivedFrame? {
        await withCheckedContinuation { continuation in
            let isSet = state.withLock { state in
                if !state.isSet { state.waiting = continuation }
                return state.isSet
            }
            if isSet { continuation.resume(returning: state.withLock { $0.frame }) }
        }
    }
}

/// How often something happened.
final class Count: Sendable {
    private let count = Atomic(0)
    var value: Int { count.load(ordering: .acquiring) }
    func add() { count.add(1, ordering: .releasing) }
}
