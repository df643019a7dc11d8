import Synchronization

/// Lets calls end after the attempt in flight: none is cut off, no further attempt begins, and no wait goes on.
///
/// A write that is cut off may or may not have happened; one that is let end is known.
public final class StopControl: Sendable {
    private struct State {
        var isStopped = false
        var nextWait = 0
        var waits: [Int: Task<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    /// A control that has not been used.
    public init() {}

    /// Lets what is in flight end and begins nothing more; a second time does nothing.
    public func stop() {
        let waits = state.withLock { state in
            state.isStopped = true
            defer { state.waits = [:] }
            return Array(state.waits.values)
        }
        for wait in waits { wait.cancel() }
    }

    /// Whether ``stop()`` was called.
    public var isStopped: Bool { state.withLock { $0.isStopped } }

    /// Waits, until the time is over, the work is stopped or the task is cancelled.
    ///
    /// - Parameters:
    ///   - milliseconds: How long.
    ///   - clock: The time.
    public func sleep(milliseconds: Int64, clock: any AWSClock) async {
        await wait(for: Task { await clock.sleep(milliseconds: milliseconds) })
    }

    /// Waits before the next look at what other people do, until the clock says so, the work is stopped or the task is
    /// cancelled.
    ///
    /// - Parameters:
    ///   - milliseconds: How long at most.
    ///   - clock: The time.
    public func watch(milliseconds: Int64, clock: any AWSClock) async {
        await wait(for: Task { await clock.watch(milliseconds: milliseconds) })
    }

    private func wait(for wait: Task<Void, Never>) async {
        let number: Int? = state.withLock { state in
            guard !state.isStopped else { return nil }
            state.nextWait += 1
            state.waits[state.nextWait] = wait
            return state.nextWait
        }
        guard let number else { return wait.cancel() }
        await withTaskCancellationHandler {
            await wait.value
        } onCancel: {
            wait.cancel()
        }
        state.withLock { $0.waits[number] = nil }
    }
}
