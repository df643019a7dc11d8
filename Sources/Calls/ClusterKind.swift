public import Wire

/// The kinds of objects that sesame deals with; the raw value is the resource's name in the API.
public enum ClusterKind: String, Hashable, Sendable, CaseIterable {
    case namespace = "namespaces"
    case serviceAccount = "serviceaccounts"
    case pod = "pods"
    case deployment = "deployments"
    case replicaSet = "replicasets"
    case statefulSet = "statefulsets"
    case daemonSet = "daemonsets"
    case event = "events"
    case job = "jobs"
    case mutatingWebhookConfiguration = "mutatingwebhookconfigurations"

    /// The API group; empty for the core group.
    public var group: String {
        switch self {
        case .namespace, .serviceAccount, .pod, .event: ""
        case .deployment, .replicaSet, .statefulSet, .daemonSet: "apps"
        case .job: "batch"
        case .mutatingWebhookConfiguration: "admissionregistration.k8s.io"
        }
    }

    /// The kind as objects name it: `ServiceAccount`.
    public var name: String {
        switch self {
        case .namespace: "Namespace"
        case .serviceAccount: "ServiceAccount"
        case .pod: "Pod"
        case .deployment: "Deployment"
        case .replicaSet: "ReplicaSet"
        case .statefulSet: "StatefulSet"
        case .daemonSet: "DaemonSet"
        case .event: "Event"
        case .job: "Job"
        case .mutatingWebhookConfiguration: "MutatingWebhookConfiguration"
        }
    }

    /// Whether its objects live in namespaces.
    public var isNamespaced: Bool {
        switch self {
        case .namespace, .mutatingWebhookConfiguration: false
        case .serviceAccount, .pod, .deployment, .replicaSet, .statefulSet, .daemonSet, .event, .job: true
        }
    }

    /// The kind of an object by its `kind` member.
    public init?(object: JSONValue) {
        guard let kind = Self.allCases.first(where: { $0.name == object["kind"]?.string }) else { return nil }
        self = kind
    }
}
