import Canvas
import Terminal

/// A decoder with a clock that is turned by hand: deadlines pass as they would in the loop.
struct Keyboard {
    private var decoder: KeyDecoder
    private var now = ContinuousClock.now

    init(_ timing: InputTiming = .local) { decoder = KeyDecoder(timing: timing) }

    /// Whether something that was begun waits for its rest.
    var isWaiting: Bool { decoder.deadline != nil }

    /// What arrives in one piece.
    mutating func type(_ bytes: some Sequence<UInt8>) -> [TerminalInput] { decoder.decode(bytes, at: now) }

    /// What arrives in one piece.
    mutating func type(_ text: String) -> [TerminalInput] { type(Array(text.utf8)) }

    /// Nothing arrives for some time.
    mutating func wait(_ time: Duration) -> [TerminalInput] {
        let end = now.advanced(by: time)
        var events: [TerminalInput] = []
        while let deadline = decoder.deadline, deadline <= end {
            now = max(now, deadline)
            events += decoder.deadlinePassed(at: now)
        }
        now = end
        return events
    }
}
