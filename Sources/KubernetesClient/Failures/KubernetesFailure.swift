public import Calls
public import HTTPClient

/// Why a call to the API server brought nothing: facts, worded by ``sentence``.
public enum KubernetesFailure: Error, Hashable, Sendable {
    /// The server said no, in its own words.
    case status(KubernetesStatus, KubernetesRight)
    /// The server does not know who asks, also with a new token: what it was shown, and its words.
    case unauthorized(CallerProof, message: String)
    /// The server's access rules do not allow it; what is not allowed, which need not be what was asked, and its words.
    case forbidden(KubernetesRight, message: String)
    /// Others manage fields that would have changed.
    case conflict([FieldConflict], KubernetesRight)
    /// No answer came.
    case transport(TransportError)
    /// No answer came, and it is known what is wrong on the way there.
    case route(RouteProblem, TransportError)
    /// Something answered that is no API server: status and the beginning of what it said.
    case notKubernetes(status: Int, excerpt: String)
    /// The answer is no object as it should be; what is wrong.
    case malformed(KubernetesRight, String)
    /// A program in a pod did not come to an end that is known here.
    case unfinished(UnfinishedCommand, KubernetesRight)
    /// There is no token to be had; why, as a sentence.
    case credentials(String)

    /// Whether the object, or the namespace it should be in, is not there.
    public var isNotFound: Bool {
        guard case .status(let status, _) = self else { return false }
        return status.code == 404
    }

    /// Whether the task was cancelled.
    public var isCancelled: Bool { self == .transport(.cancelled) }

    /// Whether the server may have done what was asked, although nothing here says that it did.
    public var mayHaveHappened: Bool {
        switch self {
        case .transport(let error), .route(_, let error): error.requestMayHaveArrived
        case .notKubernetes, .malformed, .unfinished: true
        case .status(let status, _): status.code >= 500
        case .unauthorized, .forbidden, .conflict, .credentials: false
        }
    }

    /// Whether the same call may succeed a moment later.
    public var isTransient: Bool {
        switch self {
        case .status(let status, _): [429, 500, 502, 503, 504].contains(status.code)
        case .transport(let error), .route(_, let error): error.isTransient
        case .notKubernetes(let status, _): [502, 503, 504].contains(status)
        case .unauthorized, .forbidden, .conflict, .malformed, .unfinished, .credentials: false
        }
    }
}

/// A field that another manager set to something else; server-side apply did not touch it.
public struct FieldConflict: Hashable, Sendable {
    /// Who set it, `kubectl-edit`.
    public var manager: String
    /// The field, `.spec.replicas`.
    public var field: String

    /// A conflict.
    public init(manager: String, field: String) {
        self.manager = manager
        self.field = field
    }

    /// Reads a cause of a conflict: `conflict with "kubectl" using apps/v1`.
    init?(_ cause: KubernetesStatus.Cause) {
        guard cause.reason == "FieldManagerConflict" else { return nil }
        let parts = cause.message.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
        self.init(manager: parts.count == 3 ? String(parts[1]) : cause.message, field: cause.field)
    }
}
