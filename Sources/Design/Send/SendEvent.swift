/// Something that happens while a test message is sent.
public enum SendEvent: Hashable, Sendable {
    /// A link is being tried.
    case started(SendLinkName)
    /// A link is tried again after a pause.
    case pausing(SendLinkName, reason: String, secondsLeft: Int, attempt: Int)
    /// A link held or broke.
    case ended(SendLink)
}
