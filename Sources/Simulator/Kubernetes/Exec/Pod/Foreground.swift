import Synchronization

/// The program that a terminal's Control-C is meant for.
final class Foreground: Sendable {
    private struct State {
        var task: Task<Int, Never>?
        /// Whether a shell is at work on a line.
        var isAtWork = false
        var isInterrupted = false
    }

    private let state = Mutex(State())

    /// Runs a program in the foreground; an interrupted one has exit code 130.
    func run(_ program: @escaping @Sendable () async -> Int) async -> Int {
        let running = Task { await program() }
        let before = state.withLock { state in
            defer { state.task = running }
            return state.task
        }
        let code = await withTaskCancellationHandler {
            await running.value
        } onCancel: {
            running.cancel()
        }
        state.withLock { $0.task = before }
        return running.isCancelled ? 130 : code
    }

    /// A shell at a terminal begins with a line.
    func begin() { state.withLock { ($0.isAtWork, $0.isInterrupted) = (true, false) } }

    /// The shell has done the line.
    func end() { state.withLock { ($0.isAtWork, $0.isInterrupted) = (false, false) } }

    /// Whether the line that the shell is at work on was interrupted: the rest of it does not run.
    var isInterrupted: Bool { state.withLock(\.isInterrupted) }

    /// Ends the program, and the line that it stands in; false where no program is running.
    func interrupt() -> Bool {
        let running = state.withLock { state in
            state.isInterrupted = state.isAtWork
            return state.task
        }
        running?.cancel()
        return running != nil
    }
}
