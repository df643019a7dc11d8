import Dispatch
import Synchronization

/// From the synchronous `main` to tasks and back, once per command.
enum Bridge {
    /// Runs work in a task and waits for it; SIGINT and SIGTERM cancel the task, so that it can end in order.
    ///
    /// A second signal that is an act of its own, see ``SignalListener``, ends the process at once.
    ///
    /// - Parameters:
    ///   - words: What it does, as a sentence without its full stop; said on standard error when it takes longer than a
    ///     second.
    ///   - interrupted: Called from a signal queue when the first signal arrives, before the task is cancelled.
    ///   - work: What is to be done.
    /// - Returns: What the work gave, and the signal that interrupted it, if one did.
    static func wait<Value: Sendable>(
        doing words: String? = nil, interrupted: @escaping @Sendable () -> Void = {},
        _ work: @escaping @Sendable () async -> Value
    ) -> (value: Value, signal: Int32?) {
        let progress = Progress()
        if let words { progress.doing(words) }
        defer { progress.ended() }
        let done = DispatchSemaphore(value: 0)
        let result = Mutex<Value?>(nil)
        let caught = Mutex<Int32?>(nil)
        let running = Mutex<Task<Void, Never>?>(nil)
        SignalListener.shared.tell { number in
            let isFirst = caught.withLock { caught in
                defer { caught = caught ?? number }
                return caught == nil
            }
            guard isFirst else { Exit.leave(signal: number) }
            interrupted()
            running.withLock { $0?.cancel() }
        }
        let task = Task.detached {
            let value = await work()
            result.withLock { $0 = value }
            done.signal()
        }
        running.withLock { $0 = task }
        // One that came before the task could be named.
        if caught.withLock({ $0 != nil }) { task.cancel() }
        done.wait()
        SignalListener.shared.tell(nil)
        guard let value = result.withLock({ $0 }) else { fatalError("the task ended without a value") }
        return (value, caught.withLock { $0 })
    }
}
