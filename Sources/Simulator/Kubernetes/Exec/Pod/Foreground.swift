import Synchronization

/// The program that a terminal's Control-C is meant for.
final class Foreground: Sendable {
    private let task = Mutex<Task<Int, Never>?>(nil)

    /// Runs a program in the foreground; an interrupted one has exit code 130.
    func run(_ program: @escaping @Sendable () async -> Int) async -> Int {
        let running = Task { await program() }
        let before = task.withLock { task in
            defer { task = running }
            return task
        }
        let code = await withTaskCancellationHandler {
            await running.value
        } onCancel: {
            running.cancel()
        }
        task.withLock { $0 = before }
        return running.isCancelled ? 130 : code
    }

    /// Ends the program; false where none is running.
    func interrupt() -> Bool {
        guard let running = task.withLock({ $0 }) else { return false }
        running.cancel()
        return true
    }
}
