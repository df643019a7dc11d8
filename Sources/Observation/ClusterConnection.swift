public import Calls
public import KubernetesClient
public import Wire

/// What sesame asks of a cluster, as values; a Kubernetes session is one.
///
/// The protocol is the seam for tests and for recorded answers.
public protocol ClusterConnection: Sendable {
    /// How the API server is reached, and whether TLS proves who answers there.
    var route: KubernetesRoute { get }

    /// Makes a call to the cluster.
    ///
    /// - Parameter call: A call whose service is the cluster's.
    /// - Returns: The answer as the API server shows it; nil when the object does not exist.
    /// - Throws: ``ClusterProblem``.
    func perform(_ call: Call) async throws(ClusterProblem) -> JSONValue?

    /// A token of a service account (TokenRequest), a secret.
    ///
    /// - Parameters:
    ///   - serviceAccount: Its name.
    ///   - namespace: Its namespace.
    ///   - audience: Whom the token is meant for.
    ///   - seconds: How long it lives, 600 at least.
    /// - Returns: A JWT.
    /// - Throws: ``ClusterProblem``; `denied` where the caller lacks `create serviceaccounts/token`.
    func token(
        of serviceAccount: String, in namespace: String, audience: String, seconds: Int
    ) async throws(ClusterProblem) -> String

    /// Whether the caller has a right (SelfSubjectAccessReview).
    ///
    /// - Parameter right: The right; its object counts, as rules may be for some objects only (`resourceNames`).
    /// - Returns: The server's answer.
    /// - Throws: ``ClusterProblem``.
    func allows(_ right: KubernetesRight) async throws(ClusterProblem) -> Bool

    /// Runs a program in a container of a running pod (`pods/exec`).
    ///
    /// - Parameters:
    ///   - command: The program and where it runs.
    ///   - seconds: How long it may take in all; then the connection is closed and the call ends as `lost`.
    ///   - output: Called for every piece that the program writes, in the order in which it came.
    /// - Returns: The program's exit code.
    /// - Throws: ``ClusterProblem``; `denied` where the caller may not exec, `refused` where the pod cannot (no such pod
    ///   or program, not running), `unreachable` where there was no connection, so that nothing ran, and `lost` where it
    ///   ended before the exit code came.
    func run(
        _ command: PodCommand, within seconds: Int, _ output: @escaping @Sendable (PodOutput) -> Void
    ) async throws(ClusterProblem) -> Int

    /// Hears what a container writes (`pods/log` with `follow`), from its beginning until it ends: the first mebibyte;
    /// text from outside, both streams in one.
    ///
    /// - Parameters:
    ///   - pod: The pod's name.
    ///   - namespace: Its namespace.
    ///   - container: The container; nil where the pod has only one.
    ///   - seconds: How long it is listened for.
    ///   - output: Called for every piece, in the order in which they came.
    /// - Throws: ``ClusterProblem``; `denied` where the caller lacks `get pods/log`. What was heard until then stays true.
    func follow(
        _ pod: String, in namespace: String, container: String?, within seconds: Int,
        _ output: @escaping @Sendable ([UInt8]) -> Void
    ) async throws(ClusterProblem)

    /// What a container has written so far (`pods/log`): its last 2000 lines, of which the first mebibyte; text from
    /// outside.
    ///
    /// - Parameters:
    ///   - pod: The pod's name.
    ///   - namespace: Its namespace.
    ///   - container: The container; nil where the pod has only one.
    /// - Returns: The text, control characters included.
    /// - Throws: ``ClusterProblem``; `denied` where the caller lacks `get pods/log`.
    func log(of pod: String, in namespace: String, container: String?) async throws(ClusterProblem) -> String
}
