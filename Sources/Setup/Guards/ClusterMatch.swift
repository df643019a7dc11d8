public import Design
import Identifiers
public import KubernetesClient

/// Whether what a context leads to is the cluster that EKS describes, by reading alone.
///
/// Who writes needs a proof (``ClusterGuard``), which may take a token. Who only looks must not blame one cluster for
/// what another one shows: the same address, or the same authority, is enough for that.
public enum ClusterMatch {
    /// Why the answers of a cluster are not taken for those of the one that EKS describes.
    ///
    /// - Parameters:
    ///   - route: How the API server is reached.
    ///   - described: The cluster as EKS describes it.
    /// - Returns: The reason, as it follows "cannot tell: "; nil where they are taken.
    public static func doubt(_ route: KubernetesRoute, _ described: ClusterState) -> String? {
        // Without a way there are no answers, and a cluster that is being made has no address yet.
        guard !route.server.isEmpty, !described.endpoint.isEmpty else { return nil }
        if ClusterGuard.place(route.server) == ClusterGuard.place(described.endpoint) { return nil }
        if let authority = route.authority,
            ClusterGuard.compact(authority) == ClusterGuard.compact(described.certificateAuthority)
        {
            return nil
        }
        return "the context leads to \(route.server), which shows another authority than cluster "
            + "\(described.arn.resourceName); --context names the right one"
    }
}
