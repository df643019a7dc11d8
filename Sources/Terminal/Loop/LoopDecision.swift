public import Canvas

/// What the program answers to an event.
public struct LoopDecision: Hashable, Sendable {
    /// Leave the loop.
    public var leaves = false
    /// Stop as Ctrl-Z does, then go on.
    public var suspends = false
    /// Draw the whole screen anew.
    public var redraws = false
    /// Drop what was typed before the next frame is shown: it was meant for the one before.
    public var dropsTypeAhead = false
    /// Bytes to send past the frame, for instance to the clipboard.
    public var sends: [UInt8] = []

    /// Goes on.
    public init() {}

    /// Adds what another decision asks for.
    public mutating func join(_ other: LoopDecision) {
        leaves = leaves || other.leaves
        suspends = suspends || other.suspends
        redraws = redraws || other.redraws
        dropsTypeAhead = dropsTypeAhead || other.dropsTypeAhead
        sends += other.sends
    }
}

/// What the loop hands to the program.
public enum LoopEvent<Message: Sendable>: Sendable {
    /// A key.
    case key(Key)
    /// Something was pasted that is larger than what is taken, in bytes; nothing of it is.
    case oversizedPaste(bytes: Int, limit: Int)
    /// The window has this size now.
    case resized(Size)
    /// Another thread has something to say.
    case message(Message)
    /// The moment asked for by the last decision has come.
    case timer
    /// A signal asks the program to leave; its number is the exit code less 128.
    case leaving(signal: Int32)
    /// The terminal is gone; nothing that is drawn will be seen.
    case hungUp
}
