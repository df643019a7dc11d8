import Calls
import Design
import Identifiers
import Wire

extension Check {
    /// The cluster answers from here; EKS's own word on its network comes before DNS or TLS is blamed.
    static let clusterAnswers = Check(
        "cluster-answers", .token, "whether the cluster answers from here",
        codes: ["K8S-PRIVATE"],
        applies: { $0.answers.serviceAccount != nil && $0.answers.namespace != nil },
        reads: { context in context.serviceAccountRead.map { [$0.call] } ?? [] },
        hints: { context in context.describeCluster.map { [$0] } ?? [] },
        right: { _ in "the cluster answers" },
        findings: { context in
            guard let failure = context.clusterSilence, failure.kind == .unreachable,
                let name = context.subject.answers.eksCluster, let call = context.describeCluster,
                let cluster = context.seen.cluster(name, in: context.subject.answers.eksRegion)?.value,
                let network = context.network(cluster)
            else { return [] }
            return [
                context.finding("K8S-PRIVATE") {
                    $0.status = .unknown
                    $0.title = "Cannot tell whether pods get a token."
                    $0.brief = "the cluster does not answer from here"
                    $0.expected = "an answer of the cluster's API server"
                    $0.found = "cannot tell: \(failure.words.withoutFullStop); \(network.says)"
                    $0.place = "cluster \(name.text), eks DescribeCluster, \(network.field)"
                    $0.why = network.why
                    $0.evidence = [context.evidence(call, "cluster.resourcesVpcConfig.\(network.field)", network.value)]
                    $0.repair(
                        "Run sesame inside its network (VPN), or open a bundle that was written there. What AWS shows "
                            + "can be read from here.", commands: [context.command(call)])
                }
            ]
        })
}

/// What EKS says of the ways to an API server.
private struct ClusterNetwork {
    var says: String
    var field: String
    var value: String
    var why: String
}

extension CheckContext {
    /// What of a cluster's network keeps callers out; nil where everybody may come.
    fileprivate func network(_ cluster: ClusterState) -> ClusterNetwork? {
        if cluster.isPublic == false {
            return ClusterNetwork(
                says: "EKS says that public access is off", field: "endpointPublicAccess", value: "false",
                why: "Its API server is reached from inside its own network only.")
        }
        let blocks = cluster.publicCIDRs
        guard !blocks.isEmpty, !blocks.contains("0.0.0.0/0"), !blocks.contains("::/0") else { return nil }
        return ClusterNetwork(
            says: "EKS lets in \(blocks.listed) only", field: "publicAccessCidrs",
            value: blocks.joined(separator: ", "),
            why: "Likely this computer's address is not among those that may reach its API server.")
    }
}
