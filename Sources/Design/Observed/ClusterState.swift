public import Calls
public import Wire
public import Identifiers

/// A cluster as EKS describes it (`eks:DescribeCluster`).
public struct ClusterState: Hashable, Sendable {
    /// The cluster's ARN, which names account and region.
    public var arn: ARN
    /// The state: `ACTIVE`, `CREATING`, `UPDATING`, `FAILED` or another word of EKS.
    public var status: String
    /// The Kubernetes version, for example `1.33`.
    public var version: String
    /// The URL of the API server; empty while the cluster is being made.
    public var endpoint: String
    /// The certificate authority's certificates as PEM text; empty while the cluster is being made.
    public var certificateAuthority: String
    /// The issuer; nil for connected clusters and while the cluster is being made.
    public var issuer: IssuerURL?

    /// A cluster.
    public init(
        arn: ARN, status: String, version: String, endpoint: String, certificateAuthority: String, issuer: IssuerURL?
    ) {
        self.arn = arn
        self.status = status
        self.version = version
        self.endpoint = endpoint
        self.certificateAuthority = certificateAuthority
        self.issuer = issuer
    }
}

extension ClusterState: AnswerView {
    /// Reads `eks:DescribeCluster`; a connected cluster has no ARN in old answers.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        let cluster = answer["cluster"]
        let authority = cluster?["certificateAuthority"]?["data"]?.string.flatMap(Base64.decode)
        let region = call.region
        let fallback =
            "arn:\(region.map { Partition(of: $0).id } ?? "aws"):eks:\(region?.text ?? "")::cluster/\(call["name"] ?? "")"
        do throws(IdentifierError) {
            arn = try ARN(cluster?["arn"]?.string ?? fallback)
            if let text = cluster?["identity"]?["oidc"]?["issuer"]?.string { issuer = try IssuerURL(text) }
        } catch {
            throw ViewProblem(error.reason)
        }
        status = try ViewProblem.text(cluster, "status")
        version = cluster?["version"]?.string ?? ""
        endpoint = cluster?["endpoint"]?.string ?? ""
        certificateAuthority = authority.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}

/// The names of the clusters of a region (`eks:ListClusters`).
public struct ClusterNames: AnswerView, Hashable {
    /// The names in EKS's order.
    public let names: [String]

    /// Reads `eks:ListClusters`.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        names = (answer["clusters"]?.array ?? []).compactMap(\.string)
    }
}
