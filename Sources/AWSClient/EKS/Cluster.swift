/// An EKS cluster (DescribeCluster).
public struct Cluster: Hashable, Sendable {
    /// The name.
    public var name: String
    /// The ARN.
    public var arn: String?
    /// `ACTIVE`, `CREATING`, `UPDATING`, `DELETING`, `FAILED`, `PENDING`.
    public var status: String
    /// The Kubernetes version, `1.33`.
    public var version: String?
    /// The platform version, `eks.5`.
    public var platformVersion: String?
    /// The API server's URL; absent while the cluster is being made.
    public var endpoint: String?
    /// The API server's authority as PEM in base 64.
    public var certificateAuthority: String?
    /// The issuer with `https://`; absent for connected clusters and while a cluster is being made.
    public var issuer: String?
    /// Whether the API server can be reached from the internet.
    public var hasPublicEndpoint: Bool?
    /// Whether the API server can be reached from its VPC.
    public var hasPrivateEndpoint: Bool?
    /// Addresses that may reach the public endpoint.
    public var publicAccessCIDRs: [String]
    /// `API`, `API_AND_CONFIG_MAP` or `CONFIG_MAP`.
    public var authenticationMode: String?
    /// What EKS itself finds wrong: code and message.
    public var healthIssues: [HealthIssue]
    /// Its tags.
    public var tags: [AWSTag]

    /// Something that EKS itself finds wrong.
    public struct HealthIssue: Hashable, Sendable {
        /// EKS's code.
        public var code: String
        /// EKS's message.
        public var message: String
    }
}
