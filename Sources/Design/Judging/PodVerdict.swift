public import Wire

/// Which role a pod's containers get, as what was put into it when it was made says.
public enum PodVerdict: Hashable, Sendable {
    /// The role that the annotation names.
    case asAnnotated
    /// Pod Identity's, which is told with its association.
    case podIdentity
    /// None, and it was made before the annotation was.
    case older(than: Timestamp)
    /// None, for a label or annotation of the pod that keeps the webhook off.
    case skipped(String)
    /// None, for a reason that the pod does not show.
    case withoutRole
    /// An earlier one, or one for another audience: what the webhook gave it then.
    case earlier(String)
    /// One that its own specification sets, which the webhook leaves alone.
    case own(String)
    /// None: the token's file is the old kind's.
    case legacyToken(String)
    /// Some of its containers have it and these do not.
    case partial([String])

    /// What a pod shows.
    ///
    /// - Parameters:
    ///   - pod: The pod.
    ///   - account: The service account that it uses.
    ///   - role: The role that the pods are meant to take.
    public init(_ pod: PodState, _ account: ServiceAccountState, role: String?) {
        let containers = pod.mainContainers
        let withRole = containers.filter { $0.values["AWS_ROLE_ARN"] != nil }
        if let file = containers.lazy.compactMap({ $0.values["AWS_WEB_IDENTITY_TOKEN_FILE"] })
            .first(where: { $0.hasPrefix("/var/run/secrets/kubernetes.io/") })
        {
            self = .legacyToken(file)
            return
        }
        if let first = withRole.first {
            let found = first.values["AWS_ROLE_ARN"] ?? ""
            let isInjected = first.mounts["aws-iam-token"] != nil
            let audience = pod.tokens.first { $0.volume == "aws-iam-token" }?.audience
            let missing = containers.filter { !withRole.contains($0) }.map(\.name)
            if found != account.roleARN, found != role {
                self = isInjected ? .earlier(found) : .own(found)
            } else if isInjected, found != account.roleARN, account.roleARN != nil {
                self = .earlier(found)
            } else if isInjected, let audience, audience != account.audience ?? DelegateSending.audience {
                self = .earlier("a token for \(audience)")
            } else {
                self = missing.isEmpty ? .asAnnotated : .partial(missing)
            }
            return
        }
        if containers.contains(where: { $0.values["AWS_CONTAINER_CREDENTIALS_FULL_URI"] != nil }) {
            self = .podIdentity
            return
        }
        if pod.skipsWebhook {
            self = .skipped("label eks.amazonaws.com/skip-pod-identity-webhook")
        } else if !containers.isEmpty, containers.allSatisfy({ pod.skippedContainers.contains($0.name) }) {
            self = .partial(containers.map(\.name))
        } else if let time = account.annotated, let made = pod.created, made < time {
            self = .older(than: time)
        } else {
            self = .withoutRole
        }
    }
}

extension ServiceAccountState {
    /// When the role annotation was likely written last: managed fields have the time of a manager's last write,
    /// whatever it was.
    public var annotated: Timestamp? { roleWriters.compactMap(\.time).max() ?? (roleARN == nil ? nil : object.created) }
}
