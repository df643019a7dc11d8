import AWSClient
import Simulator
import Wire

/// The demo's clock: the time of its world, but nobody on a stage waits for a retry, or five seconds for a click to be seen.
///
/// The world's own time goes back with the world, and signatures and credentials have to be of that time. By how much a
/// world's clock is said to be wrong is no part of it.
final class DemoClock: AWSClock {
    private let clock = SystemClock()
    private let world: WorldClock?
    private let bell = Waits(endsForGood: false)

    /// A clock.
    ///
    /// - Parameter world: the clock of the world; nil for the computer's.
    init(_ world: WorldClock? = nil) { self.world = world }

    var now: Timestamp { world?.own ?? clock.now }
    var milliseconds: Int64 { clock.milliseconds }

    func sleep(milliseconds: Int64) async { await clock.sleep(milliseconds: min(milliseconds, 300)) }

    func watch(milliseconds: Int64) async {
        await bell.wait { [clock] in await clock.sleep(milliseconds: milliseconds) }
    }

    /// Ends the waits for people: somebody did something in the demo's world.
    func ring() { bell.end() }
}
