import CTerminal
public import Canvas

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The one loop of the full screen: waits for keys, messages, signals and the next timer, lets the program handle
/// everything that is there, then draws once.
///
/// It runs on the main thread, which owns curses and the program's state; other threads speak through the queue.
/// Nothing is drawn and nothing wakes up while nothing happens.
public struct EventLoop<Message: Sendable> {
    private let screen: Screen
    private let queue: MessageQueue<Message>
    private var decoder: KeyDecoder
    private let clock = ContinuousClock()
    private var probeSent: ContinuousClock.Instant?

    /// Makes a loop over an open screen.
    public init(_ screen: Screen, queue: MessageQueue<Message>) {
        self.screen = screen
        self.queue = queue
        decoder = KeyDecoder(timing: screen.setting.isRemote ? .remote : .local)
    }

    /// Runs until the program leaves.
    ///
    /// - Parameters:
    ///   - handle: Called for each event; its decisions are carried out before the next frame.
    ///   - frame: The screen as it is to be seen now, for a size.
    ///   - nextTimer: How long until the program wants a ``LoopEvent/timer``; nil for never.
    public mutating func run(
        handle: (LoopEvent<Message>) -> LoopDecision, frame: (Size) -> Frame, nextTimer: () -> Duration?
    ) {
        var size = screen.size
        var shown = screen.present(frame(size))
        if screen.setting.isRemote { measureRoundTrip() }
        while true {
            var decision = LoopDecision()
            if !shown {
                _ = handle(.hungUp)
                return
            }
            let wait = nextTimer()
            let ready = waitForEvents(timer: wait)
            if sesame_terminal_leaving() != 0 {
                _ = handle(.leaving(signal: sesame_terminal_leaving()))
                return
            }
            if sesame_terminal_take_stop() != 0 { decision.suspends = true }
            let messages = queue.takeAll()
            for message in messages { decision.join(handle(.message(message))) }
            let isResized = takeResize(&size, handle, &decision)
            var inputs: [TerminalInput] = []
            if ready.input {
                guard let read = readInput() else {
                    _ = handle(.hungUp)
                    return
                }
                inputs = read
            }
            inputs += decoder.deadlinePassed(at: clock.now)
            for input in inputs {
                take(input, handle, &decision)
                if decision.leaves || decision.dropsTypeAhead { break }
            }
            if ready.timer { decision.join(handle(.timer)) }
            if decision.leaves { return }
            // A large paste comes in hundreds of pieces, and none but the last changes anything.
            if decoder.isPasting, inputs.isEmpty, messages.isEmpty, !isResized, !ready.timer, !decision.suspends {
                continue
            }
            carryOut(decision)
            // Suspended or stepped aside, the window may have become another one.
            _ = takeResize(&size, handle, &decision)
            shown = screen.present(frame(size))
        }
    }

    private func takeResize(
        _ size: inout Size, _ handle: (LoopEvent<Message>) -> LoopDecision, _ decision: inout LoopDecision
    ) -> Bool {
        guard sesame_terminal_take_resized() != 0 else { return false }
        size = screen.size
        screen.resize(to: size)
        decision.join(handle(.resized(size)))
        return true
    }

    private mutating func take(
        _ input: TerminalInput, _ handle: (LoopEvent<Message>) -> LoopDecision, _ decision: inout LoopDecision
    ) {
        switch input {
        case .key(let key): decision.join(handle(.key(key)))
        case .oversizedPaste(let bytes, let limit):
            decision.join(handle(.oversizedPaste(bytes: bytes, limit: limit)))
        case .reply: noteReply()
        case .focus: break
        }
    }

    private func carryOut(_ decision: LoopDecision) {
        if !decision.sends.isEmpty { screen.send(decision.sends) }
        if decision.dropsTypeAhead { tcflush(screen.input, TCIFLUSH) }
        if decision.suspends { screen.suspend() }
        if decision.redraws { screen.invalidate() }
    }

    private mutating func waitForEvents(timer: Duration?) -> (input: Bool, timer: Bool) {
        let now = clock.now
        let timerAt = timer.map { now.advanced(by: $0) }
        let nearest = [timerAt, decoder.deadline].compactMap { $0 }.min()
        var milliseconds: Int32 = -1
        if let nearest {
            let left = nearest - now
            let (seconds, attoseconds) = left.components
            // Rounded up, so that the loop does not spin through the last fraction of a millisecond.
            milliseconds = Int32(clamping: max(0, seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1))
        }
        var descriptors = [
            pollfd(fd: screen.input, events: Int16(POLLIN), revents: 0),
            pollfd(fd: sesame_terminal_wake_descriptor(), events: Int16(POLLIN), revents: 0),
        ]
        let count = poll(&descriptors, 2, milliseconds)
        if count > 0, descriptors[1].revents != 0 { drainWakePipe() }
        let input = count > 0 && descriptors[0].revents != 0
        return (input, timerAt.map { $0 <= clock.now } ?? false)
    }

    private func drainWakePipe() {
        var bytes = [UInt8](repeating: 0, count: 256)
        while read(sesame_terminal_wake_descriptor(), &bytes, bytes.count) == bytes.count {}
    }

    /// Reads what is there; nil at the end of input, when the terminal is gone.
    private mutating func readInput() -> [TerminalInput]? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(screen.input, &buffer, buffer.count)
        if count < 0 { return errno == EINTR || errno == EAGAIN ? [] : nil }
        if count == 0 { return nil }
        return decoder.decode(buffer[0..<count], at: clock.now)
    }

    /// Over a network the time that a piece of a sequence may be late is measured once: a question that every
    /// terminal answers (primary device attributes), and the time until its answer.
    private mutating func measureRoundTrip() {
        probeSent = clock.now
        screen.send(Array("\u{1B}[c".utf8))
    }

    private mutating func noteReply() {
        guard let sent = probeSent else { return }
        probeSent = nil
        let roundTrip = clock.now - sent
        decoder.timing.escape = min(max(roundTrip + .milliseconds(10), .milliseconds(25)), .milliseconds(150))
    }
}
