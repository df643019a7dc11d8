/// How a test send ended.
public enum SendOutcome: Hashable, Sendable {
    /// SES took the message and gave it this ID.
    case accepted(messageID: String)
    /// A link did not hold; the card says which and why.
    case refused(FindingCard)
    /// SES may have taken the message: its answer was lost; what happened on the way.
    case unknown(String)
    /// Stopped by the person.
    case cancelled
}
