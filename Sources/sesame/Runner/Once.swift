import Synchronization

/// Something that is said once and not again.
final class Once: Sendable {
    private let done = Mutex(false)

    /// True for the first call only.
    func isFirst() -> Bool {
        done.withLock { done in
            defer { done = true }
            return !done
        }
    }
}
