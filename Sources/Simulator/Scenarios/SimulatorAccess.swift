/// The credentials that come with a simulation: the people's access keys, the cluster's tokens, and the admin's; and
/// what makes its cluster another one than those of other simulations.
///
/// They outlive a reset, so that whoever has them can go on.
public struct SimulatorAccess: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// An access key of one side's administrator.
    public struct Key: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
        /// `eks` or `ses`.
        public var side: String
        /// The profile, which is also the user's name.
        public var profile: String
        /// The access key id.
        public var accessKeyID: String
        /// The secret.
        public var secretAccessKey: String

        /// The profile; never the secret.
        public var description: String { "access key of \(profile)" }
        /// The profile; never the secret.
        public var debugDescription: String { description }
    }

    /// The user name of the kubeconfig's first user, who may do everything.
    public static let administrator = "kubernetes-admin"
    /// The user name of the kubeconfig's second user, who may look.
    public static let viewer = "viewer"

    /// The access keys, the EKS account's first.
    public var keys: [Key]
    /// The cluster's bearer tokens.
    public var clusterTokens: [StaticToken]
    /// The token of the admin endpoint.
    public var adminToken: String
    /// From which the ids of the cluster's objects follow.
    let clusterSeed: UInt64

    /// Makes new credentials for the profiles of a set of scenarios.
    ///
    /// - Parameters:
    ///   - values: the scenarios' names and numbers.
    ///   - randomness: where secrets come from.
    public init(_ values: ScenarioValues, randomness: Randomness = .machine) {
        let letters: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
        let secret: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
        keys = [("eks", values["eksProfile"]), ("ses", values["sesProfile"])].map {
            Key(
                side: $0.0, profile: $0.1, accessKeyID: "AKIA" + randomness.text(16, of: letters),
                secretAccessKey: randomness.text(40, of: secret))
        }
        clusterTokens = [
            StaticToken(
                token: randomness.text(40, of: secret), username: Self.administrator, groups: ["system:masters"]),
            StaticToken(token: randomness.text(40, of: secret), username: Self.viewer),
        ]
        adminToken = randomness.text(40, of: secret)
        clusterSeed = randomness.bytes(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Never a secret.
    public var description: String { "credentials of a simulation (redacted)" }
    /// Never a secret.
    public var debugDescription: String { description }
}
