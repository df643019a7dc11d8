import Calls
import KubernetesClient
import Observation
import Wire

/// A cluster that cannot be asked, and why: every question gets the reason instead of an answer.
struct UnavailableCluster: ClusterConnection {
    /// Why.
    let problem: ClusterProblem

    init(_ reason: ClusterUnavailable) {
        problem = reason.isBadInput ? .misconfigured(reason.sentence) : .unreachable(reason.sentence)
    }

    var route: KubernetesRoute { KubernetesRoute(server: "", authority: nil) }

    func perform(_ call: Call) async throws(ClusterProblem) -> JSONValue? { throw problem }

    func token(
        of serviceAccount: String, in namespace: String, audience: String, seconds: Int
    ) async throws(ClusterProblem) -> String { throw problem }

    func allows(_ right: KubernetesRight) async throws(ClusterProblem) -> Bool { throw problem }
}
