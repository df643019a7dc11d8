public import Wire

/// A namespace of the cluster, as an object; its name alone is `Identifiers.Namespace`.
public struct KubernetesNamespace: KubernetesObject {
    /// Namespaces.
    public static let resource = ResourceKind.namespace
    /// Its name, labels and so on.
    public let metadata: ObjectMetadata
    /// The object as it came.
    public let json: JSONValue
    /// `Active` or `Terminating`.
    public let phase: String

    /// Reads an object; nil when it has no name.
    public init?(_ json: JSONValue) {
        guard let metadata = ObjectMetadata(json) else { return nil }
        self.metadata = metadata
        self.json = json
        phase = json["status"]?["phase"]?.string ?? ""
    }

    /// Whether it is on its way out: nothing can be made in it.
    public var isTerminating: Bool { phase == "Terminating" || metadata.deleted != nil }
}
