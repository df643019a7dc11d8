/// What a person did at the keyboard, decoded from the bytes of the terminal.
public enum Key: Hashable, Sendable {
    /// A character that can be typed, as one grapheme cluster.
    case character(Character)
    /// Return, line feed or the keypad's Enter.
    case enter
    /// Tab.
    case tab
    /// Shift-Tab.
    case backTab
    /// A bare Esc.
    case escape
    /// Cursor up.
    case up
    /// Cursor down.
    case down
    /// Cursor left.
    case left
    /// Cursor right.
    case right
    /// Home.
    case home
    /// End.
    case end
    /// Page up.
    case pageUp
    /// Page down.
    case pageDown
    /// Delete forward.
    case delete
    /// Delete backward; also what Ctrl-H sends.
    case backspace
    /// A letter typed with Ctrl, as a small letter: `control("c")`.
    case control(Character)
    /// A bracketed paste, already freed of escape and control characters other than newline and tab.
    case paste(String)
    /// A function key, from 1.
    case function(Int)
    /// A press of a mouse button, or a turn of the wheel.
    case mouse(MouseAction, Position)
}

/// What a mouse did.
public enum MouseAction: Hashable, Sendable {
    /// The first button went down.
    case press
    /// The wheel turned away from the person.
    case wheelUp
    /// The wheel turned towards the person.
    case wheelDown
}
