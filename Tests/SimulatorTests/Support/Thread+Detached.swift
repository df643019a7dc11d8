import Foundation

extension Thread {
    /// Starts work on a thread of its own; its result can be waited for.
    ///
    /// Waiting for a socket blocks a thread, and the threads of concurrency are needed by the servers that are asked.
    static func detached<Value: Sendable>(_ work: @escaping @Sendable () -> Value) -> Task<Value, Never> {
        Task {
            await withCheckedContinuation { continuation in
                Thread.detachNewThread { continuation.resume(returning: work()) }
            }
        }
    }
}
