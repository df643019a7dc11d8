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

    /// Waits before the next look at something that other people do.
    ///
    /// A clock that knows when they did something may end it then; like ``sleep(milliseconds:)`` it ends early, too, when
    /// the task is cancelled.
    func watch(milliseconds: Int64) async
}

extension AWSClock {
    /// Nobody tells a clock what people do: it waits the whole time.
    public func watch(milliseconds: Int64) async { await sleep(milliseconds: milliseconds) }
}
