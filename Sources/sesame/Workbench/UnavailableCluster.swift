import Observation
import Wire

/// A cluster that cannot be asked, and why: every question gets the reason instead of an answer.
struct UnavailableCluster: ClusterConnection {
    /// The reason as a sentence.
    let sentence: String

    var server: String { "" }
    var authority: String? { nil }

    func read(_ kind: ClusterKind, _ name: String, in namespace: String?) async throws(ClusterProblem) -> JSONValue? {
        throw .unreachable(sentence)
    }

    func list(_ kind: ClusterKind, in namespace: String?) async throws(ClusterProblem) -> [JSONValue] {
        throw .unreachable(sentence)
    }

    func apply(_ object: JSONValue) async throws(ClusterProblem) -> JSONValue { throw .unreachable(sentence) }

    func token(
        of serviceAccount: String, in namespace: String, audience: String, seconds: Int
    ) async throws(ClusterProblem) -> String { throw .unreachable(sentence) }

    func allows(
        _ verb: String, _ kind: ClusterKind, subresource: String?, in namespace: String?
    ) async throws(ClusterProblem) -> Bool { throw .unreachable(sentence) }
}
