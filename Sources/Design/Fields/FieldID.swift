/// A field of the answers; its raw value is its key path in the answers file.
public enum FieldID: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
    case eksAccount = "eks.account"
    case eksRegion = "eks.region"
    case eksCluster = "eks.cluster"
    case eksOIDCProvider = "eks.oidcProvider"
    case eksProfile = "eks.profile"
    case eksSandbox = "eks.sandbox"
    case sesAccount = "ses.account"
    case sesRegion = "ses.region"
    case sesSender = "ses.sender"
    case sesIdentity = "ses.identity"
    case sesReceiver = "ses.receiver"
    case sesProfile = "ses.profile"
    case sesSandbox = "ses.sandbox"
    case configurationSet = "ses.configurationSet"
    case sendingActions = "ses.actions"
    case kubernetesContext = "kubernetes.context"
    case namespace = "kubernetes.namespace"
    case serviceAccount = "kubernetes.serviceAccount"
    case testWorkload = "kubernetes.testWorkload"
    case image = "kubernetes.image"
    case role = "names.role"
    case rolePath = "names.rolePath"
    case permissionsBoundary = "names.permissionsBoundary"
    case permissionsPolicy = "names.permissionsPolicy"
    case sendingPolicy = "names.sendingPolicy"
    case tags = "tags"

    /// The key path in the answers file, for example `eks.account`.
    public var description: String { rawValue }

    /// The section of the answers file, for example `eks`; empty for `tags`.
    public var section: String {
        guard let dot = rawValue.firstIndex(of: ".") else { return "" }
        return String(rawValue[..<dot])
    }

    /// The key inside its section, for example `account`.
    public var key: String {
        guard let dot = rawValue.firstIndex(of: ".") else { return rawValue }
        return String(rawValue[rawValue.index(after: dot)...])
    }
}
