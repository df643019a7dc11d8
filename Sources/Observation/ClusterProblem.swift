/// Why the cluster gave no answer.
public enum ClusterProblem: Error, Hashable, Sendable {
    /// The caller may not (403); the server's own words.
    case denied(String)
    /// The caller is not known (401); what to do about it.
    case unauthorized(String)
    /// Another field manager owns a field that differs (409); the server's own words.
    case conflict(String)
    /// The server refused the request for another reason.
    case refused(reason: String, message: String)
    /// Nobody answered, or something that is no API server; a sentence.
    case unreachable(String)
    /// The call was cancelled.
    case cancelled

    /// A short code for JSON documents.
    public var code: String {
        switch self {
        case .denied: "Forbidden"
        case .unauthorized: "Unauthorized"
        case .conflict: "Conflict"
        case .refused(let reason, _): reason
        case .unreachable: "Unreachable"
        case .cancelled: "Cancelled"
        }
    }

    /// The server's words, or the sentence.
    public var message: String {
        switch self {
        case .denied(let text), .unauthorized(let text), .conflict(let text), .unreachable(let text): text
        case .refused(_, let message): message
        case .cancelled: "Cancelled."
        }
    }

    /// One sentence for people.
    public var sentence: String {
        switch self {
        case .denied(let text): "The cluster refused: \(text)"
        case .unauthorized(let text): "The cluster does not know the caller: \(text)"
        case .conflict(let text): "Somebody else manages a field that differs: \(text)"
        case .refused(let reason, let message): "The cluster refused with \(reason): \(message)"
        case .unreachable(let text): text
        case .cancelled: "Cancelled."
        }
    }
}
