import Synchronization

/// One piece of work that several tasks wait for; it stops when the last of them stops waiting.
final class SharedFetch: Sendable {
    typealias Outcome = Result<Credentials, CredentialError>

    private struct State {
        var waiters: [Int: CheckedContinuation<Outcome, Never>] = [:]
        var nextWaiter = 0
        var cancelled: Set<Int> = []
        var outcome: Outcome?
        var task: Task<Void, Never>?
        var isAbandoned = false
    }

    private let state = Mutex(State())

    /// Whether everybody stopped waiting before the end: nobody should join any more.
    var isAbandoned: Bool { state.withLock { $0.isAbandoned } }

    /// Starts the work.
    func start(_ work: @escaping @Sendable () async -> Outcome) {
        let task = Task.detached { self.finish(await work()) }
        state.withLock { state in
            if state.outcome == nil { state.task = task }
        }
    }

    /// Waits for the end, or for the waiting task's cancellation.
    func wait() async -> Outcome {
        let number = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let known: Outcome? = state.withLock { state in
                    if let outcome = state.outcome { return outcome }
                    if state.cancelled.contains(number) { return .failure(.cancelled) }
                    state.waiters[number] = continuation
                    return nil
                }
                if let known { continuation.resume(returning: known) }
            }
        } onCancel: {
            let (waiter, abandoned) = state.withLock {
                state -> (CheckedContinuation<Outcome, Never>?, Task<Void, Never>?) in
                state.cancelled.insert(number)
                let waiter = state.waiters.removeValue(forKey: number)
                guard waiter != nil, state.waiters.isEmpty, state.outcome == nil else { return (waiter, nil) }
                state.isAbandoned = true
                return (waiter, state.task)
            }
            waiter?.resume(returning: .failure(.cancelled))
            abandoned?.cancel()
        }
    }

    private func finish(_ outcome: Outcome) {
        let waiters = state.withLock { state in
            state.outcome = outcome
            state.task = nil
            defer { state.waiters = [:] }
            return Array(state.waiters.values)
        }
        for waiter in waiters { waiter.resume(returning: outcome) }
    }
}
