import Synchronization

/// Stops an apply after the call in flight, so that nothing is half done.
public final class ApplyControl: Sendable {
    private let stopped = Mutex(false)

    /// A control that has not been used.
    public init() {}

    /// Lets the calls in flight end and begins no other.
    public func stop() { stopped.withLock { $0 = true } }

    /// Whether ``stop()`` was called.
    public var isStopped: Bool { stopped.withLock { $0 } }
}
