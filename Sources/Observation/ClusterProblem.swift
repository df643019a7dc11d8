public import Calls
import Design
import Wire

/// Why the cluster gave no answer.
public enum ClusterProblem: Error, Hashable, Sendable {
    /// The cluster's access rules do not allow it (403): which right is missing, and the server's own words.
    case denied(KubernetesRight, String)
    /// The caller is not known (401): a sentence that says with what it proved itself, and the server's own words.
    case unauthorized(String, message: String)
    /// Another field manager owns a field that differs (409); the server's own words.
    case conflict(String)
    /// The server refused the request for another reason.
    case refused(reason: String, message: String)
    /// Nobody answered, or something that is no API server; a sentence.
    case unreachable(String)
    /// A write went out, and no answer says whether it was carried out; a sentence.
    case lost(String)
    /// The kubeconfig cannot be right, so nobody was asked; a sentence.
    case misconfigured(String)
    /// The call was cancelled.
    case cancelled

    /// A short code for JSON documents.
    public var code: String {
        switch self {
        case .denied: "Forbidden"
        case .unauthorized: "Unauthorized"
        case .conflict: "Conflict"
        case .refused(let reason, _): reason
        case .unreachable, .lost: "Unreachable"
        case .misconfigured: "BadKubeconfig"
        case .cancelled: "Cancelled"
        }
    }

    /// The server's words, or the sentence.
    public var message: String {
        switch self {
        case .denied(_, let text), .unauthorized(_, let text), .conflict(let text), .unreachable(let text),
            .lost(let text), .misconfigured(let text):
            text
        case .refused(_, let message): message
        case .cancelled: "Cancelled."
        }
    }

    /// One sentence for people.
    public var sentence: String {
        switch self {
        case .denied(_, let text): "The cluster does not allow it: \(text)"
        case .unauthorized(let text, _), .unreachable(let text), .lost(let text), .misconfigured(let text): text
        case .conflict(let text): "Somebody else manages a field that differs: \(text)"
        case .refused(let reason, let message): "The cluster refused with \(reason): \(message)"
        case .cancelled: "Cancelled."
        }
    }

    /// What a call that met this is left with.
    ///
    /// - Parameters:
    ///   - cluster: The cluster, in words: `cluster mail-prod`.
    ///   - purpose: What the call was for, where that is not plain.
    /// - Returns: Why there is no answer.
    public func failure(in cluster: String, purpose: String? = nil) -> CallFailure {
        var failure: CallFailure
        switch self {
        case .denied(let right, _):
            failure = CallFailure(
                .denied, permission: right.permission, right: right, place: right.place(in: cluster), purpose: purpose,
                status: 403)
        case .unauthorized: failure = CallFailure(.doubtful, reason: sentence, status: 401)
        case .refused: failure = CallFailure(.doubtful, reason: sentence)
        case .conflict: failure = CallFailure(.doubtful, reason: sentence, status: 409)
        case .misconfigured: failure = CallFailure(.misconfigured, reason: sentence)
        case .unreachable, .lost, .cancelled:
            failure = .unreachable(sentence.withoutFullStop)
        }
        failure.code = code
        failure.message = message
        failure.service = Service.kubernetes.rawValue
        if case .denied(let right, _) = self { failure.operation = "\(right.verb) \(right.resource)" }
        if case .lost = self { failure.mayHaveHappened = true }
        return failure
    }
}
