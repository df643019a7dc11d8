/// What a fault can wait for before it breaks.
public enum FaultCue: String, Sendable, Hashable, CaseIterable {
    /// The next test message.
    case send
    /// The next apply.
    case apply
    /// The next diagnosis, or check of the practices.
    case check
}
