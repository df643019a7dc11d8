import AWSClient
import Wire

/// The demo's clock: real time, but nobody on a stage waits five seconds for a click to be seen.
struct DemoClock: AWSClock {
    private let clock = SystemClock()

    var now: Timestamp { clock.now }
    var milliseconds: Int64 { clock.milliseconds }

    func sleep(milliseconds: Int64) async { await clock.sleep(milliseconds: min(milliseconds, 300)) }
}
