import Synchronization

/// Waits that somebody may end before their time, all at once.
public final class Waits: Sendable {
    private struct State {
        var isEnded = false
        var next = 0
        var tasks: [Int: Task<Void, Never>] = [:]
    }

    private let state = Mutex(State())
    private let endsForGood: Bool

    /// Waits that nobody has ended.
    ///
    /// - Parameter endsForGood: Whether whoever waits later does not wait either. Else ``end()`` is for those who wait
    ///   then, and for the next one where nobody does, so that nobody misses it who was about to wait.
    public init(endsForGood: Bool) { self.endsForGood = endsForGood }

    /// Whether they were ended, for whoever waits next.
    public var isEnded: Bool { state.withLock { $0.isEnded } }

    /// Ends what waits.
    public func end() {
        let tasks = state.withLock { state in
            state.isEnded = endsForGood || state.tasks.isEmpty
            defer { state.tasks = [:] }
            return Array(state.tasks.values)
        }
        for task in tasks { task.cancel() }
    }

    /// Waits, until the time is over, somebody ends it or the task is cancelled.
    ///
    /// - Parameter time: What takes as long as the wait may last; it ends as soon as it can when it is cancelled.
    public func wait(for time: @escaping @Sendable () async -> Void) async {
        let task = Task { await time() }
        let number: Int? = state.withLock { state in
            defer { state.isEnded = state.isEnded && endsForGood }
            guard !state.isEnded else { return nil }
            state.next += 1
            state.tasks[state.next] = task
            return state.next
        }
        guard let number else { return task.cancel() }
        await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        state.withLock { $0.tasks[number] = nil }
    }
}
