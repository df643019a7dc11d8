/// What lies between the users of a WebSocket and its thread.
///
/// Whoever comes first finds a place: messages wait for receivers and receivers for messages; so do senders for room.
final class WebSocketDesk: Sendable {
    /// How a connection ended.
    enum End: Sendable {
        case farewell(WebSocketClose)
        case failed(TransportError)

        var error: TransportError {
            switch self {
            case .farewell: .closed
            case .failed(let error): error
            }
        }
    }

    /// What the thread has to look at before it waits.
    struct Orders {
        var isEnded: Bool
        var isClosing: Bool
        var hasRoom: Bool
        /// Whole frames, at most once.
        var outgoing: [UInt8]
    }

    typealias Received = Result<WebSocketMessage?, TransportError>
    typealias Opened = Result<WebSocketOpening, TransportError>

    private struct State {
        var opening: CheckedContinuation<Opened, Never>?
        var receiver: CheckedContinuation<Received, Never>?
        var senders: [CheckedContinuation<Void, Never>] = []
        var outgoing: [UInt8] = []
        // Taken from the front by index: removing it there would move all others.
        var messages: [WebSocketMessage?] = []
        var next = 0
        var unread = 0
        var isClosing = false
        var end: End?
        var waker: CurlWaker?
    }

    private let state = Guarded(State())
    private let limits: WebSocketLimits

    init(_ limits: WebSocketLimits) {
        self.limits = limits
    }

    /// How the server said goodbye.
    var farewell: WebSocketClose? {
        state.withLock { state in
            guard case .farewell(let close)? = state.end else { return nil }
            return close
        }
    }

    // MARK: For users

    /// Takes whoever waits for the connection, and what wakes its thread; called once, before the thread starts.
    func await(_ opening: CheckedContinuation<Opened, Never>, waker: CurlWaker) {
        let error = state.withLock { state -> TransportError? in
            state.waker = waker
            // A cancellation may have been faster.
            if let end = state.end { return end.error }
            state.opening = opening
            return nil
        }
        if let error { opening.resume(returning: .failure(error)) }
    }

    /// Hands a message over once there is room; why not, where the connection has ended.
    func send(_ bytes: [UInt8]) async -> TransportError? {
        while true {
            var error: TransportError?
            var isDone = false
            await withCheckedContinuation { continuation in
                let mayGoOn = state.withLock { state in
                    if let end = state.end {
                        error = end.error
                    } else if state.isClosing {
                        error = .closed
                    } else if state.outgoing.count < limits.queue {
                        WebSocketFrame.append(.binary, bytes, to: &state.outgoing)
                        state.waker?.wake()
                        isDone = true
                    } else {
                        state.senders.append(continuation)
                        return false
                    }
                    return true
                }
                if mayGoOn { continuation.resume() }
            }
            if isDone || error != nil { return error }
        }
    }

    /// The next message, or how the connection ended.
    func receive() async -> Received {
        await withCheckedContinuation { continuation in
            let received = state.withLock { state -> Received? in
                if state.next < state.messages.count, let message = state.messages[state.next] {
                    state.messages[state.next] = nil
                    state.next += 1
                    let wasFull = state.unread >= limits.queue
                    state.unread -= message.bytes.count
                    if state.next == state.messages.count {
                        state.messages.removeAll(keepingCapacity: true)
                        state.next = 0
                    }
                    if wasFull, state.unread < limits.queue { state.waker?.wake() }
                    return .success(message)
                }
                if let end = state.end { return Self.last(end) }
                precondition(state.receiver == nil, "two tasks receive from one WebSocket")
                state.receiver = continuation
                return nil
            }
            if let received { continuation.resume(returning: received) }
        }
    }

    /// Asks the thread for a goodbye.
    func close() {
        state.withLock { state in
            state.isClosing = true
            state.waker?.wake()
        }
    }

    // MARK: For both

    /// Ends everything; the first end counts.
    func end(_ end: End) {
        let waiting = state.withLock { state in
            let waiting = (state.opening, state.receiver, state.senders)
            if state.end == nil { state.end = end }
            (state.opening, state.receiver, state.senders) = (nil, nil, [])
            state.waker?.wake()
            return waiting
        }
        waiting.0?.resume(returning: .failure(end.error))
        waiting.1?.resume(returning: Self.last(end))
        for sender in waiting.2 { sender.resume() }
    }

    // MARK: For the thread

    /// What is to be done; takes what is to be sent where `takesOutgoing` says so.
    func orders(takingOutgoing: Bool) -> Orders {
        let (orders, senders) = state.withLock { state in
            var orders = Orders(
                isEnded: state.end != nil, isClosing: state.isClosing, hasRoom: state.unread < limits.queue,
                outgoing: [])
            guard takingOutgoing, !state.outgoing.isEmpty else { return (orders, [CheckedContinuation<Void, Never>]()) }
            swap(&orders.outgoing, &state.outgoing)
            defer { state.senders = [] }
            return (orders, state.senders)
        }
        for sender in senders { sender.resume() }
        return orders
    }

    /// Gives the connection, or the answer instead of it, to who waits for it.
    func opened(_ opening: WebSocketOpening) {
        let waiting = state.withLock { state in
            defer { state.opening = nil }
            return state.opening
        }
        waiting?.resume(returning: .success(opening))
    }

    /// Puts a message down; false when there is no room for more.
    func put(_ message: WebSocketMessage) -> Bool {
        let (receiver, hasRoom) = state.withLock { state in
            guard state.end == nil else { return (CheckedContinuation<Received, Never>?.none, false) }
            if let receiver = state.receiver {
                state.receiver = nil
                return (receiver, true)
            }
            state.messages.append(message)
            state.unread += message.bytes.count
            return (nil, state.unread < limits.queue)
        }
        receiver?.resume(returning: .success(message))
        return hasRoom
    }

    /// Says that the handle is about to be freed.
    func forgetWaker() { state.withLock { $0.waker = nil } }

    private static func last(_ end: End) -> Received {
        switch end {
        case .farewell: .success(nil)
        case .failed(let error): .failure(error)
        }
    }
}
