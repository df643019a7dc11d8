/// What a request was doing when its time was up.
public enum TimeoutPhase: Hashable, Sendable {
    /// Looking the name up, connecting or agreeing on TLS: nothing was sent.
    case connecting
    /// Waiting for the first byte of the answer.
    case waiting
    /// Receiving the answer.
    case receiving
}
