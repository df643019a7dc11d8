/// What a mouse did.
public enum MouseAction: Hashable, Sendable {
    /// The first button went down.
    case press
    /// The wheel turned away from the person.
    case wheelUp
    /// The wheel turned towards the person.
    case wheelDown
}
