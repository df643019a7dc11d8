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
