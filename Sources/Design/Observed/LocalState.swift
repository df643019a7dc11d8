public import Calls
public import Wire

/// Where a side's credentials come from (`local Credentials`).
public struct CredentialState: AnswerView, Hashable {
    /// The profile; nil where none is used.
    public let profile: String?
    /// A few words: `via profile dev-a (sso)`.
    public let source: String
    /// The way they were obtained, without the profile: `sso`, `environment`, `assumed role`.
    public let method: String
    /// When they end; nil where they do not, or nobody knows.
    public let expires: Timestamp?

    /// Reads `local Credentials`.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        profile = answer["profile"]?.string
        source = try ViewProblem.text(answer, "source")
        method = answer["method"]?.string ?? ""
        expires = Timestamp.optional(answer["expires"])
    }
}

/// How far this computer's clock is behind AWS's (`local Clock`).
public struct ClockState: AnswerView, Hashable {
    /// Seconds that AWS's clock is ahead; AWS takes signatures that are up to 300 off.
    public let skewSeconds: Int

    /// Reads `local Clock`.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        guard let seconds = answer["skewSeconds"]?.int else { throw ViewProblem("it has no skewSeconds") }
        skewSeconds = seconds
    }
}

/// How the API server is reached (`local Kubeconfig`).
public struct KubeconfigState: AnswerView, Hashable {
    /// The files that were merged, the first of which wins; none where the cluster was found without a kubeconfig.
    public let files: [String]
    /// The context.
    public let context: String?
    /// The API server's URL.
    public let server: String?
    /// The namespace of the context.
    public let namespace: String?
    /// The name of the kubeconfig's user.
    public let userName: String?
    /// How the caller is proven: `token`, `tokenFile`, `clientCertificate`, `eks` (a token made from AWS credentials),
    /// `exec` (another program), `unsupported` or `nothing`; nil without a kubeconfig.
    public let user: String?
    /// The program that gives credentials; nil for none.
    public let execCommand: String?
    /// The cluster's name that an EKS token is made for.
    public let eksCluster: String?
    /// The AWS profile that it is made with; nil leaves it to the EKS account's caller.
    public let profile: String?
    /// The certificates that the server's is checked against, PEM text; nil where the system's are.
    public let certificateAuthority: String?
    /// Whether TLS proves who answers.
    public let isVerified: Bool

    /// Reads `local Kubeconfig`.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        files = answer["files"]?.texts ?? []
        context = answer["context"]?.string
        server = answer["server"]?.string
        namespace = answer["namespace"]?.string
        userName = answer["userName"]?.string
        user = answer["user"]?.string
        execCommand = answer["execCommand"]?.string
        eksCluster = answer["eksCluster"]?.string
        profile = answer["profile"]?.string
        certificateAuthority = answer["certificateAuthority"]?.string
        isVerified = answer["isVerified"]?.bool ?? false
    }
}
