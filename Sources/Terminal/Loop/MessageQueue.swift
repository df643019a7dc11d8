import Synchronization

/// Messages from other threads to the loop.
///
/// Posting wakes the loop; messages keep their order.
public final class MessageQueue<Message: Sendable>: Sendable {
    private let messages = Mutex<[Message]>([])
    private let wake: @Sendable () -> Void

    /// Makes an empty queue.
    ///
    /// - Parameter wake: Called after each message, on the thread that posted it.
    public init(wake: @escaping @Sendable () -> Void = Screen.wake) { self.wake = wake }

    /// Adds a message; callable from any thread.
    public func post(_ message: Message) {
        messages.withLock { $0.append(message) }
        wake()
    }

    /// Takes all messages that are there.
    public func takeAll() -> [Message] {
        messages.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
    }
}
