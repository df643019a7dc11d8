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
    /// Whether the API server answers to the internet; nil where the answer does not say.
    public var isPublic: Bool?
    /// Whether it answers inside the cluster's network; nil where the answer does not say.
    public var isPrivate: Bool?
    /// The addresses that may reach it from the internet, as CIDR blocks; all of them where nobody narrowed it.
    public var publicCIDRs: [String] = []
    /// How callers are let in: `API`, `API_AND_CONFIG_MAP` or `CONFIG_MAP`; nil where the answer does not say.
    public var authenticationMode: String?
    /// Whether EKS runs the nodes (Auto Mode), which brings the agent of Pod Identity along.
    public var isAutoMode = false
    /// What EKS finds wrong with the cluster: codes and messages.
    public var issues: [ClusterIssue] = []
    /// When it was made; nil where the answer does not say.
    public var created: Timestamp?

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
        let network = cluster?["resourcesVpcConfig"]
        isPublic = network?["endpointPublicAccess"]?.bool
        isPrivate = network?["endpointPrivateAccess"]?.bool
        publicCIDRs = network?["publicAccessCidrs"]?.texts ?? []
        authenticationMode = cluster?["accessConfig"]?["authenticationMode"]?.string
        isAutoMode = cluster?["computeConfig"]?["enabled"]?.bool ?? false
        issues = ClusterIssue.list(cluster?["health"])
        created = Timestamp.optional(cluster?["createdAt"])
    }
}

/// Something that EKS finds wrong with a cluster or an add-on.
public struct ClusterIssue: Hashable, Sendable {
    /// The code, for example `InsufficientNumberOfReplicas`.
    public let code: String
    /// EKS's sentence; clean it of control characters before it reaches a terminal.
    public let message: String

    /// The issues of a `health` member.
    static func list(_ health: JSONValue?) -> [ClusterIssue] {
        (health?["issues"]?.array ?? []).map {
            ClusterIssue(code: $0["code"]?.string ?? "", message: $0["message"]?.string ?? "")
        }
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
