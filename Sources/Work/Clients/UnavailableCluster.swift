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

    func run(
        _ command: PodCommand, within seconds: Int, _ output: @escaping @Sendable (PodOutput) -> Void
    ) async throws(ClusterProblem) -> Int { throw problem }

    func follow(
        _ pod: String, in namespace: String, container: String?, within seconds: Int,
        _ output: @escaping @Sendable ([UInt8]) -> Void
    ) async throws(ClusterProblem) { throw problem }

    func log(
        of pod: String, in namespace: String, container: String?
    ) async throws(ClusterProblem) -> String { throw problem }
}

/// Why there is no connection to the cluster.
public struct ClusterUnavailable: Error {
    /// The reason as a sentence.
    public var sentence: String
    /// Whether the kubeconfig is to blame, rather than somebody who does not answer.
    public var isAboutKubeconfig = false
    /// Whether the kubeconfig says something that cannot be right, rather than something not supported here.
    public var isBadInput = false
    /// Whether a file of it is there and cannot be right.
    public var isBroken = false
}
