import HTTPClient

/// Why nothing is known of how a program in a pod ended.
public enum UnfinishedCommand: Hashable, Sendable {
    /// It still ran when its time was up, after so many seconds; whether it could be told that its input had ended.
    case timedOut(seconds: Int, inputEnded: Bool)
    /// The connection broke; the transport's words.
    case brokenOff(String)
    /// The server ended the connection, in order, without the exit code; its words.
    case withoutCode(String)

    /// What happened, for people.
    func sentence(of pod: String) -> String {
        switch self {
        case .timedOut(let seconds, true):
            return "The program in \(pod) had not ended after \(seconds) seconds: the connection was closed. It may "
                + "still run there."
        case .timedOut(let seconds, false):
            return "The program in \(pod) had not ended after \(seconds) seconds: the connection was closed. It may "
                + "still run there, waiting for more input: this cluster speaks only v4.channel.k8s.io, in which nobody "
                + "can say that the input has ended."
        case .brokenOff(let words):
            return "The connection to \(pod) ended before the exit code of its program came, which may have run to its "
                + "end or not. \(words)"
        case .withoutCode(let words):
            let reason = words.isEmpty ? "" : " The server says: \(words)."
            return "The server closed the connection to \(pod) without the exit code of its program, which may have "
                + "run to its end or not.\(reason)"
        }
    }
}
