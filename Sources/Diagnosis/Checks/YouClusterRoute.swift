import Calls
import Design
import Identifiers

/// Whether the way to the cluster leads to the one that is meant, by what EKS says of it and what the kubeconfig says.
///
/// It is enough for reading: whoever writes has a guard that asks for more.
enum ClusterRoute: Hashable, Sendable {
    /// It does.
    case right
    /// It leads to another cluster.
    case other(expected: String, found: String)
    /// It cannot be told; the reason follows "cannot tell: ".
    case unproven(String)

    /// Nil where kubeconfig or cluster were not read.
    init?(_ subject: Subject, _ seen: Observations) {
        guard let name = subject.answers.eksCluster, let route = seen[.kubeconfig]?.value else { return nil }
        // A token of EKS is signed for one cluster's name, and no other cluster takes it.
        if let signed = route.eksCluster, signed != name.text {
            self = .other(expected: "cluster \(name.text)", found: "the context signs in to cluster \(signed)")
            return
        }
        guard let cluster = seen.cluster(name, in: subject.answers.eksRegion)?.value else {
            guard route.eksCluster == name.text else { return nil }
            self = .right
            return
        }
        guard let server = route.server, !cluster.endpoint.isEmpty else { return nil }
        let authority = route.certificateAuthority.map(Self.compact)
        let isSameAuthority = authority != nil && authority == Self.compact(cluster.certificateAuthority)
        if Self.host(server) == Self.host(cluster.endpoint) || (route.isVerified && isSameAuthority) {
            self = .right
        } else if let found = Self.serverID(server), let expected = Self.serverID(cluster.endpoint), found != expected {
            self = .other(expected: cluster.endpoint, found: "its API server is \(server)")
        } else if route.isVerified, authority != nil, !cluster.certificateAuthority.isEmpty, route.eksCluster == nil {
            self = .unproven(
                "neither name nor certificate authority of \(server) is the one that EKS knows for cluster \(name.text)"
            )
        } else if route.eksCluster == name.text {
            self = .right
        } else {
            self = .unproven("nothing shows which cluster answers at \(server)")
        }
    }

    /// The ID that the name of an EKS endpoint begins with, 32 hexadecimal digits; nil for other servers.
    private static func serverID(_ url: String) -> String? {
        let name = host(url)
        let labels = name.split(separator: ".").map(String.init)
        guard let id = labels.first, id.count == 32, id.allSatisfy(\.isHexDigit),
            labels.contains("eks") || labels.contains("eks-cluster"),
            ["amazonaws.com", "com.cn", "api.aws"].contains(where: { name.hasSuffix("." + $0) })
        else { return nil }
        return id
    }

    /// Name and port in a URL in small letters, without scheme and path.
    private static func host(_ url: String) -> String {
        let text = url.lowercased()
        let rest = text.hasPrefix("https://") ? text.dropFirst("https://".count) : text[...]
        let host = rest.prefix { $0 != "/" }
        return String(host.hasSuffix(":443") ? host.dropLast(4) : host)
    }

    private static func compact(_ pem: String) -> String { pem.filter { !$0.isWhitespace } }
}
