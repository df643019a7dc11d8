public import Design

/// One step of the chain from a pod to a delivered message, in its order.
public enum Link: String, Hashable, Sendable, CaseIterable, Comparable {
    /// Whoever looks: credentials, accounts, clock, and who the cluster says they are.
    case you
    /// The service account's token, and the cluster that signs it.
    case token
    /// The IAM OIDC provider that makes the cluster's tokens known.
    case provider
    /// The role's trust policy.
    case trust
    /// The role itself.
    case role
    /// What the role may do: door 1.
    case permissions
    /// What the SES account consents to: door 2.
    case sendingPolicy = "sending-policy"
    /// Identities, the sandbox and quotas.
    case sandbox
    /// What happens to a message that SES took.
    case delivery

    /// The link in words, as rows of a report name it.
    public var words: String {
        switch self {
        case .you: "you"
        case .token: "token"
        case .provider: "provider"
        case .trust: "trust policy"
        case .role: "role"
        case .permissions: "door 1"
        case .sendingPolicy: "door 2"
        case .sandbox: "addresses"
        case .delivery: "delivery"
        }
    }

    /// The resources that the link is made of.
    public var resources: [ResourceAddress] {
        switch self {
        case .you, .delivery: []
        case .token: [.serviceAccount, .namespace]
        case .provider: [.oidcProvider]
        case .trust, .role: [.role]
        case .permissions: [.permissionsPolicy, .roleAttachment]
        case .sendingPolicy: [.sendingPolicy]
        case .sandbox: [.eksReceiverIdentity, .senderIdentity, .sesReceiverIdentity]
        }
    }

    /// Sorts in the order of the chain.
    public static func < (left: Link, right: Link) -> Bool { left.order < right.order }

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
