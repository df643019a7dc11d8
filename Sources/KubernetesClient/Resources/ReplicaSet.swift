public import Wire

/// A replica set: where it shows why a deployment's pods cannot be made.
public struct ReplicaSet: KubernetesObject {
    /// Replica sets.
    public static let resource = ResourceKind.replicaSet
    /// Its name, labels and so on.
    public let metadata: ObjectMetadata
    /// The object as it came.
    public let json: JSONValue
    /// How many pods are wanted.
    public let wantedReplicas: Int
    /// Pods there are.
    public let replicas: Int
    /// What it says about itself.
    public let conditions: [ObjectCondition]

    /// Reads an object; nil when it has no name.
    public init?(_ json: JSONValue) {
        guard let metadata = ObjectMetadata(json) else { return nil }
        self.metadata = metadata
        self.json = json
        wantedReplicas = json["spec"]?["replicas"]?.int ?? 0
        replicas = json["status"]?["replicas"]?.int ?? 0
        conditions = ObjectCondition.all(json["status"])
    }
}
