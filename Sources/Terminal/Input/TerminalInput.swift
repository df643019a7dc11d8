public import Canvas

/// What the terminal sent.
public enum TerminalInput: Hashable, Sendable {
    /// Something a person did.
    case key(Key)
    /// Something was pasted that is larger than what is taken; nothing of it is.
    case oversizedPaste(bytes: Int, limit: Int)
    /// The window got or lost the keyboard focus.
    case focus(Bool)
    /// The terminal's answer to a question of ours; never something that was typed.
    case reply([UInt8])
}
