public import Wire

/// The kinds of objects that sesame deals with; the raw value is the resource's name in the API.
public enum ClusterKind: String, Hashable, Sendable, CaseIterable {
    case namespace = "namespaces"
    case serviceAccount = "serviceaccounts"
    case deployment = "deployments"

    /// The API group; empty for the core group.
    public var group: String {
        switch self {
        case .namespace, .serviceAccount: ""
        case .deployment: "apps"
        }
    }

    /// The kind as objects name it: `ServiceAccount`.
    public var name: String {
        switch self {
        case .namespace: "Namespace"
        case .serviceAccount: "ServiceAccount"
        case .deployment: "Deployment"
        }
    }

    /// The kind of an object by its `kind` member.
    public init?(object: JSONValue) {
        guard let kind = Self.allCases.first(where: { $0.name == object["kind"]?.string }) else { return nil }
        self = kind
    }
}
