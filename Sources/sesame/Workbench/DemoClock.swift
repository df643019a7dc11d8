import AWSClient
import Simulator
import Synchronization
import Wire

/// The demo's clock: the time of its world, but nobody on a stage waits for a retry, or five seconds for a click to be seen.
///
/// The world's own time goes back with the world, and signatures and credentials have to be of that time. By how much a
/// world's clock is said to be wrong is no part of it.
final class DemoClock: AWSClock {
    private struct Waits {
        var next = 0
        var tasks: [Int: Task<Void, Never>] = [:]
        /// Whether something was done while nobody waited.
        var isRung = false
    }

    private let clock = SystemClock()
    private let world: WorldClock?
    private let waits = Mutex(Waits())

    /// A clock.
    ///
    /// - Parameter world: the clock of the world; nil for the computer's.
    init(_ world: WorldClock? = nil) { self.world = world }

    var now: Timestamp { world?.own ?? clock.now }
    var milliseconds: Int64 { clock.milliseconds }

    func sleep(milliseconds: Int64) async { await clock.sleep(milliseconds: min(milliseconds, 300)) }

    func watch(milliseconds: Int64) async {
        let task = Task { [clock] in await clock.sleep(milliseconds: milliseconds) }
        let number: Int? = waits.withLock { waits in
            defer { waits.isRung = false }
            guard !waits.isRung else { return nil }
            waits.next += 1
            waits.tasks[waits.next] = task
            return waits.next
        }
        guard let number else { return task.cancel() }
        await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        waits.withLock { $0.tasks[number] = nil }
    }

    /// Ends the waits for people: somebody did something in the demo's world.
    func ring() {
        let tasks = waits.withLock { waits in
            waits.isRung = waits.tasks.isEmpty
            defer { waits.tasks = [:] }
            return Array(waits.tasks.values)
        }
        for task in tasks { task.cancel() }
    }
}
