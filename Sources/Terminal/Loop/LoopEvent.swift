public import Canvas

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
