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
    private var decoder = KeyDecoder()
    private var escapeDeadline: ContinuousClock.Instant?
    private var settleDeadline: ContinuousClock.Instant?
    private let clock = ContinuousClock()

    /// How long a bare Esc waits for the rest of a sequence.
    private var escapeDelay: Duration
    private var probeSent: ContinuousClock.Instant?

    /// Makes a loop over an open screen.
    public init(_ screen: Screen, queue: MessageQueue<Message>) {
        self.screen = screen
        self.queue = queue
        escapeDelay = .milliseconds(screen.setting.isRemote ? 75 : 25)
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
            for message in queue.takeAll() { decision.join(handle(.message(message))) }
            decision.join(takeResize(&size, handle))
            if ready.input {
                guard let keys = readKeys() else {
                    _ = handle(.hungUp)
                    return
                }
                for key in keys {
                    decision.join(handle(.key(key)))
                    if decision.leaves || decision.dropsTypeAhead { break }
                }
            }
            for key in overdueEscape() { decision.join(handle(.key(key))) }
            if ready.timer { decision.join(handle(.timer)) }
            if decision.leaves { return }
            carryOut(decision)
            // Suspended or stepped aside, the window may have become another one.
            _ = takeResize(&size, handle)
            shown = screen.present(frame(size))
        }
    }

    private func takeResize(_ size: inout Size, _ handle: (LoopEvent<Message>) -> LoopDecision) -> LoopDecision {
        guard sesame_terminal_take_resized() != 0 else { return LoopDecision() }
        size = screen.size
        screen.resize(to: size)
        return handle(.resized(size))
    }

    private func carryOut(_ decision: LoopDecision) {
        if !decision.sends.isEmpty { screen.send(decision.sends) }
        if decision.dropsTypeAhead { tcflush(0, TCIFLUSH) }
        if decision.suspends { screen.suspend() }
        if decision.redraws { screen.invalidate() }
    }

    private mutating func waitForEvents(timer: Duration?) -> (input: Bool, timer: Bool) {
        let now = clock.now
        let timerAt = timer.map { now.advanced(by: $0) }
        let nearest = [timerAt, escapeDeadline].compactMap { $0 }.min()
        var milliseconds: Int32 = -1
        if let nearest {
            let left = nearest - now
            let (seconds, attoseconds) = left.components
            // Rounded up, so that the loop does not spin through the last fraction of a millisecond.
            milliseconds = Int32(clamping: max(0, seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1))
        }
        var descriptors = [
            pollfd(fd: 0, events: Int16(POLLIN), revents: 0),
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

    /// Reads all that is there; nil at the end of input, when the terminal is gone.
    private mutating func readKeys() -> [Key]? {
        var keys: [Key] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(0, &buffer, buffer.count)
        if count < 0 { return errno == EINTR || errno == EAGAIN ? [] : nil }
        if count == 0 { return nil }
        if let settle = settleDeadline, clock.now >= settle { decoder.settle() }
        settleDeadline = nil
        for input in decoder.decode(buffer[0..<count]) {
            switch input {
            case .key(let key): keys.append(key)
            case .reply: noteReply()
            case .focus: break
            }
        }
        escapeDeadline = decoder.isUndecided ? clock.now.advanced(by: escapeDelay) : nil
        return keys
    }

    private mutating func overdueEscape() -> [Key] {
        guard let deadline = escapeDeadline, clock.now >= deadline else { return [] }
        escapeDeadline = nil
        settleDeadline = clock.now.advanced(by: .milliseconds(150))
        return decoder.deadlinePassed().compactMap {
            if case .key(let key) = $0 { key } else { nil }
        }
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
        escapeDelay = min(max(roundTrip + .milliseconds(10), .milliseconds(25)), .milliseconds(150))
    }
}
