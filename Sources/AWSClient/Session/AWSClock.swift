public import Wire

/// The time as the client sees it: a wall clock, a stopwatch and a way to wait.
///
/// Injected so that retries, expiry and pacing can be tested on a virtual clock.
public protocol AWSClock: Sendable {
    /// The wall-clock time now, UTC.
    var now: Timestamp { get }

    /// A stopwatch in milliseconds that never runs backwards; only differences mean anything.
    var milliseconds: Int64 { get }

    /// Waits for a number of milliseconds.
    ///
    /// Returns early, without an error, when the task is cancelled: callers look at `Task.isCancelled`.
    func sleep(milliseconds: Int64) async
}
