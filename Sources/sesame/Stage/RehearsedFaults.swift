import Stage
import Synchronization
import Terminal
import Wizard

/// What was rehearsed of a world as it is, by the names of the faults; what is told of one that is left is dropped.
final class RehearsedFaults: Sendable {
    private struct Kept {
        var outlooks: [String: FaultOutlook] = [:]
        var isRunning = false
        /// Counts how often all was forgotten.
        var number = 0
    }

    private let kept = Mutex(Kept())

    /// What is known.
    var outlooks: [String: FaultOutlook] { kept.withLock { $0.outlooks } }

    /// Whether something is being rehearsed.
    var isRunning: Bool { kept.withLock { $0.isRunning } }

    /// Forgets all: the world is another one.
    func forget() {
        kept.withLock { kept in
            kept.outlooks = [:]
            kept.number += 1
        }
    }

    /// Rehearses a fault; the loop is woken when it is known.
    func begin(_ beginning: FaultRehearsal.Beginning) {
        let number = kept.withLock { kept in
            kept.isRunning = true
            return kept.number
        }
        Task.detached(priority: .utility) {
            let outlook = await FaultRehearsal.run(beginning)
            self.kept.withLock { kept in
                kept.isRunning = false
                if kept.number == number { kept.outlooks[beginning.fault.name] = outlook }
            }
            Terminal.Screen.wake()
        }
    }
}
