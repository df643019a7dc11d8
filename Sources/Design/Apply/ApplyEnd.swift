/// How an apply ended.
public enum ApplyEnd: Hashable, Sendable {
    /// Nothing is left to do for sesame; rows that wait for a person or failed say so themselves.
    case finished
    /// Stopped by the person, after the call in flight.
    case cancelled
    /// Stopped before or between writes, for example by the account guard.
    case refused(Problem)
}
