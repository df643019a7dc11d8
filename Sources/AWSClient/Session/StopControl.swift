/// Lets calls end after the attempt in flight: none is cut off, no further attempt begins, and no wait goes on.
///
/// A write that is cut off may or may not have happened; one that is let end is known.
public final class StopControl: Sendable {
    private let waits = Waits(endsForGood: true)

    /// A control that has not been used.
    public init() {}

    /// Lets what is in flight end and begins nothing more; a second time does nothing.
    public func stop() { waits.end() }

    /// Whether ``stop()`` was called.
    public var isStopped: Bool { waits.isEnded }

    /// Waits, until the time is over, the work is stopped or the task is cancelled.
    ///
    /// - Parameters:
    ///   - milliseconds: How long.
    ///   - clock: The time.
    public func sleep(milliseconds: Int64, clock: any AWSClock) async {
        await waits.wait { await clock.sleep(milliseconds: milliseconds) }
    }

    /// Waits before the next look at what other people do, until the clock says so, the work is stopped or the task is
    /// cancelled.
    ///
    /// - Parameters:
    ///   - milliseconds: How long at most.
    ///   - clock: The time.
    public func watch(milliseconds: Int64, clock: any AWSClock) async {
        await waits.wait { await clock.watch(milliseconds: milliseconds) }
    }
}
