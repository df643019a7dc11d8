/// The stable name of a resource; its raw value is what `--take-over` and the JSON documents say.
public enum ResourceAddress: String, Hashable, Sendable, CaseIterable, Comparable, CustomStringConvertible {
    case oidcProvider = "eks/oidc-provider"
    case permissionsPolicy = "eks/permissions-policy"
    case role = "eks/role"
    case roleAttachment = "eks/role-attachment"
    case eksReceiverIdentity = "eks/receiver-identity"
    case senderIdentity = "ses/sender-identity"
    case sesReceiverIdentity = "ses/receiver-identity"
    case sendingPolicy = "ses/sending-policy"
    case namespace = "kubernetes/namespace"
    case serviceAccount = "kubernetes/service-account"
    case deployment = "kubernetes/deployment"

    /// The side that the resource is on.
    public var side: Side {
        if rawValue.hasPrefix("eks/") { return .eks }
        return rawValue.hasPrefix("ses/") ? .ses : .kubernetes
    }

    /// The word for the resource in plan rows, at most 18 columns: `permissions policy`.
    public var word: String {
        switch self {
        case .oidcProvider: "provider"
        case .permissionsPolicy: "permissions policy"
        case .role: "role"
        case .roleAttachment: "role attachment"
        case .eksReceiverIdentity, .sesReceiverIdentity: "receiver"
        case .senderIdentity: "sender"
        case .sendingPolicy: "sending policy"
        case .namespace: "namespace"
        case .serviceAccount: "service account"
        case .deployment: "test workload"
        }
    }

    /// The address, for example `eks/role`.
    public var description: String { rawValue }

    /// Addresses in the order of the plan.
    public static func < (left: ResourceAddress, right: ResourceAddress) -> Bool {
        left.order < right.order
    }

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
