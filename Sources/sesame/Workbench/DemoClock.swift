import AWSClient
import Simulator
import Wire

/// The demo's clock: the time of its world, but nobody on a stage waits five seconds for a click to be seen.
///
/// The world's own time goes back with the world, and signatures and credentials have to be of that time. By how much a
/// world's clock is said to be wrong is no part of it.
struct DemoClock: AWSClock {
    private let clock = SystemClock()
    private let world: WorldClock?

    /// A clock.
    ///
    /// - Parameter world: the clock of the world; nil for the computer's.
    init(_ world: WorldClock? = nil) { self.world = world }

    var now: Timestamp { world?.own ?? clock.now }
    var milliseconds: Int64 { clock.milliseconds }

    func sleep(milliseconds: Int64) async { await clock.sleep(milliseconds: min(milliseconds, 300)) }
}
