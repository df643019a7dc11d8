public import Wire

/// A kind of object and where the API server keeps it.
public struct ResourceKind: Hashable, Sendable {
    /// The API group; empty for the core group.
    public let group: String
    /// The version within the group.
    public let version: String
    /// The kind, `ServiceAccount`.
    public let kind: String
    /// The plural in URLs, `serviceaccounts`.
    public let plural: String
    /// Whether objects live in a namespace.
    public let isNamespaced: Bool

    /// A kind.
    public init(group: String = "", version: String = "v1", kind: String, plural: String, isNamespaced: Bool = true) {
        self.group = group
        self.version = version
        self.kind = kind
        self.plural = plural
        self.isNamespaced = isNamespaced
    }

    /// Namespaces.
    public static let namespace = ResourceKind(kind: "Namespace", plural: "namespaces", isNamespaced: false)
    /// Service accounts.
    public static let serviceAccount = ResourceKind(kind: "ServiceAccount", plural: "serviceaccounts")
    /// Pods.
    public static let pod = ResourceKind(kind: "Pod", plural: "pods")
    /// Events of the core group.
    public static let event = ResourceKind(kind: "Event", plural: "events")
    /// Config maps.
    public static let configMap = ResourceKind(kind: "ConfigMap", plural: "configmaps")
    /// Deployments.
    public static let deployment = ResourceKind(group: "apps", kind: "Deployment", plural: "deployments")
    /// Replica sets.
    public static let replicaSet = ResourceKind(group: "apps", kind: "ReplicaSet", plural: "replicasets")
    /// Stateful sets.
    public static let statefulSet = ResourceKind(group: "apps", kind: "StatefulSet", plural: "statefulsets")
    /// Daemon sets.
    public static let daemonSet = ResourceKind(group: "apps", kind: "DaemonSet", plural: "daemonsets")
    /// Jobs.
    public static let job = ResourceKind(group: "batch", kind: "Job", plural: "jobs")
    /// Webhook configurations that change objects on their way in.
    public static let mutatingWebhookConfiguration = ResourceKind(
        group: "admissionregistration.k8s.io", kind: "MutatingWebhookConfiguration",
        plural: "mutatingwebhookconfigurations", isNamespaced: false)

    /// The kinds that are known by `apiVersion` and `kind`.
    public static let known: [ResourceKind] = [
        .namespace, .serviceAccount, .pod, .event, .configMap, .deployment, .replicaSet, .statefulSet,
        .daemonSet, .job, .mutatingWebhookConfiguration,
    ]

    /// `v1`, `apps/v1`.
    public var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }

    /// The kind of an object; nil when it is none of ``known``.
    public init?(of object: JSONValue) {
        guard
            let kind = Self.known.first(where: {
                $0.kind == object["kind"]?.string && $0.apiVersion == object["apiVersion"]?.string
            })
        else { return nil }
        self = kind
    }

    /// The path of the collection, or of one object, with every part percent-encoded.
    ///
    /// - Parameters:
    ///   - namespace: the namespace; nil for all, or for kinds without one.
    ///   - name: the object; nil for the collection.
    ///   - subresource: `token`, `log`; nil for the object itself.
    /// - Returns: the path, beginning with a slash.
    public func path(namespace: String?, name: String? = nil, subresource: String? = nil) -> String {
        var parts = group.isEmpty ? ["api", version] : ["apis", group, version]
        if isNamespaced, let namespace { parts += ["namespaces", namespace] }
        parts.append(plural)
        if let name { parts.append(name) }
        if let subresource { parts.append(subresource) }
        return parts.map { "/" + Self.encoded($0) }.joined()
    }

    /// Encodes one part of a path; dots alone would mean another folder.
    private static func encoded(_ part: String) -> String {
        part == "." || part == ".."
            ? part.map { _ in "%2E" }.joined() : PercentEncoding.encode(part, leaving: .unreserved)
    }
}
