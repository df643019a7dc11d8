import Synchronization

/// Wakes those who watch a cluster whenever it may have changed.
public final class WatchHub: Sendable {
    private struct Waiting {
        var next = 0
        var continuations: [Int: AsyncStream<Void>.Continuation] = [:]
    }

    private let waiting = Mutex(Waiting())

    /// Makes a hub that nobody listens to.
    public init() {}

    /// Wakes everybody.
    public func signal() {
        let everybody = waiting.withLock { Array($0.continuations.values) }
        for one in everybody { one.yield() }
    }

    /// How many are listening.
    public var count: Int { waiting.withLock { $0.continuations.count } }

    /// Signals from now on, the first at once; several that come close together count as one.
    func signals() -> (id: Int, stream: AsyncStream<Void>) {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id = waiting.withLock { waiting in
            waiting.next += 1
            waiting.continuations[waiting.next] = continuation
            return waiting.next
        }
        continuation.yield()
        return (id, stream)
    }

    /// Ends a stream of signals.
    func end(_ id: Int) {
        waiting.withLock { $0.continuations.removeValue(forKey: id) }?.finish()
    }
}
