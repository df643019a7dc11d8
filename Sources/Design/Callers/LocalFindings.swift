/// What was found in files of this computer; nothing was asked over a network.
public struct LocalFindings: Hashable, Sendable {
    /// The names of the AWS profiles, in the order of the files.
    public var profiles: [String]
    /// The file they stand in: `~/.aws/config`.
    public var profilesFile: String
    /// The names of the kubeconfig's contexts.
    public var contexts: [String]
    /// The cluster that the current context names, as EKS calls it; nil when nobody can tell.
    public var currentCluster: String?
    /// The file they stand in: `~/.kube/config`.
    public var contextsFile: String
    /// Whether the environment has AWS keys.
    public var hasEnvironmentKeys: Bool
    /// The value of `AWS_PROFILE`.
    public var currentProfile: String?
    /// What choosing credentials would run and whom it would ask.
    public var outlooks: [CallerChoice: CallerOutlook]
    /// The kubeconfig's current context.
    public var currentContext: String?
    /// What a context's token takes beyond the EKS account's caller, by the context's name.
    public var contextOutlooks: [String: CallerOutlook]
    /// Who asks the cluster in a context, by the context's name.
    ///
    /// The kubeconfig's user, whom it acts as, or a profile of its own. Contexts whose token is the EKS account's caller are not here.
    public var contextCallers: [String: String]

    /// What was found.
    public init(
        profiles: [String] = [], profilesFile: String = "~/.aws/config", contexts: [String] = [],
        currentCluster: String? = nil, contextsFile: String = "~/.kube/config", hasEnvironmentKeys: Bool = false,
        currentProfile: String? = nil, outlooks: [CallerChoice: CallerOutlook] = [:],
        currentContext: String? = nil, contextOutlooks: [String: CallerOutlook] = [:],
        contextCallers: [String: String] = [:]
    ) {
        self.profiles = profiles
        self.profilesFile = profilesFile
        self.contexts = contexts
        self.currentCluster = currentCluster
        self.contextsFile = contextsFile
        self.hasEnvironmentKeys = hasEnvironmentKeys
        self.currentProfile = currentProfile
        self.outlooks = outlooks
        self.currentContext = currentContext
        self.contextOutlooks = contextOutlooks
        self.contextCallers = contextCallers
    }
}
