public import Wire

/// The one EKS cluster of a world: what EKS says about it and every object that its API server keeps.
///
/// A value: a request works on a copy and the world keeps the copy only when the request succeeded, so a dry run
/// is a copy that is thrown away. Nothing in here reads a clock or a source of randomness: times are handed in and
/// names and ids come from `numbers`, so that the same requests build the same cluster.
public struct ClusterState: Sendable {
    /// The account that owns the cluster, 12 digits.
    public var account: String
    /// The cluster's region, for example `eu-west-1`.
    public var region: String
    /// The cluster's name, as in `eks:DescribeCluster`.
    public var name: String
    /// The issuer of its service accounts' tokens **without** `https://`.
    public var issuer: String
    /// Kubernetes' version as EKS writes it, for example `1.33`.
    public var version: String
    /// EKS's platform version, for example `eks.12`.
    public var platformVersion: String
    /// When the cluster was created.
    public var createdAt: Timestamp
    /// `https://host:port` of the API server; empty until the simulator listens.
    public var endpoint: String
    /// The certificate that the API server's own certificate chains to, PEM; empty until the simulator listens.
    public var certificateAuthority: String
    /// How callers are known to the cluster: `API`, `API_AND_CONFIG_MAP` or `CONFIG_MAP`.
    public var authenticationMode: String
    /// False where the API server is reachable from inside the VPC only.
    public var publicEndpoint: Bool
    /// The names of its add-ons.
    public var addons: [String] = []
    /// Whether EKS runs its nodes (Auto Mode), the agent of Pod Identity included.
    public var isAutomatic = false
    /// Signs service accounts' tokens; makes its RSA key when it is first needed.
    public var signer: TokenSigner
    /// Who may come in with an EKS bearer token.
    public var accessEntries: [AccessEntry]
    /// EKS Pod Identity associations; they win over a role annotation.
    public var podIdentityAssociations: [PodIdentityAssociation]
    /// Bearer tokens of the kubeconfig and who their holders are.
    public var staticTokens: [StaticToken]
    /// What users and groups may do beyond the built-in groups.
    public var bindings: [RoleBinding]
    /// What nobody may do whatever roles they have: verb and resource, `list pods`.
    public var withheld: Set<String> = []
    /// Images that nodes cannot pull: text that the image's name contains, and the registry's answer.
    public var unpullableImages: [String: String]
    /// The services of AWS that pods do not reach, by the first label of their endpoints: `sts`, `email`.
    public var closedToPods: Set<String> = []
    /// How many pods a namespace may have, by its name; others have no quota.
    public var podQuotas: [String: Int] = [:]
    /// Every object of the API server.
    public var objects: ObjectStore
    /// What containers whose commands run have written.
    public var logs: PodLogs
    /// What containers whose commands run have written into files, by their pod's uid.
    var disks: [String: PodDisk] = [:]
    /// Where object ids and generated names come from.
    public var numbers: ClusterNumbers
    /// When the controllers have something to do although nobody writes: a namespace's end; nil for never.
    public internal(set) var nextMoment: Timestamp?

    /// Makes an empty cluster: the namespaces and objects that every EKS cluster has, and nothing else.
    ///
    /// - Parameters:
    ///   - account: the account that owns the cluster, 12 digits.
    ///   - region: the cluster's region.
    ///   - name: the cluster's name.
    ///   - issuerID: the last part of the issuer's URL, 32 upper-case hexadecimal digits.
    ///   - createdAt: when the cluster and what it starts with were created.
    ///   - seed: from which object ids and generated names follow.
    public init(
        account: String, region: String, name: String, issuerID: String = "D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E",
        createdAt: Timestamp, seed: UInt64 = 1
    ) {
        self.account = account
        self.region = region
        self.name = name
        issuer = "oidc.eks.\(region).amazonaws.com/id/\(issuerID)"
        version = "1.33"
        platformVersion = "eks.12"
        self.createdAt = createdAt
        endpoint = ""
        certificateAuthority = ""
        authenticationMode = "API_AND_CONFIG_MAP"
        publicEndpoint = true
        signer = TokenSigner()
        accessEntries = []
        podIdentityAssociations = []
        staticTokens = []
        bindings = []
        unpullableImages = [:]
        objects = ObjectStore()
        logs = PodLogs()
        numbers = ClusterNumbers(seed: seed)
        installSystemObjects()
    }

    /// Whether the controllers have something to do by now.
    func isDue(at now: Timestamp) -> Bool { nextMoment.map { $0 <= now } ?? false }

    /// The issuer as tokens and `eks:DescribeCluster` write it, with `https://`.
    public var issuerURL: String { "https://" + issuer }

    /// The partition of its region, which is that of every ARN in its world.
    public var partition: String { Self.partition(of: region) }

    /// The partition of a region: GovCloud's, or AWS's commercial one.
    static func partition(of region: String) -> String { region.hasPrefix("us-gov-") ? "aws-us-gov" : "aws" }

    /// The cluster's ARN.
    public var arn: String { "arn:\(partition):eks:\(region):\(account):cluster/\(name)" }
}
