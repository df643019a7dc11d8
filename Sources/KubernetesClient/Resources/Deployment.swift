public import Wire

/// A deployment and how far it has come.
public struct Deployment: KubernetesObject {
    /// Deployments.
    public static let resource = ResourceKind.deployment
    /// Its name, labels and so on.
    public let metadata: ObjectMetadata
    /// The object as it came.
    public let json: JSONValue
    /// How many pods are wanted.
    public let wantedReplicas: Int
    /// The labels by which it knows its pods.
    public let selector: [String: String]
    /// What its pods are made of.
    public let template: PodTemplate
    /// The wanted state that the numbers below speak of.
    public let observedGeneration: Int
    /// Pods there are.
    public let replicas: Int
    /// Pods of the newest template.
    public let updatedReplicas: Int
    /// Pods that serve.
    public let availableReplicas: Int
    /// What it says about itself.
    public let conditions: [ObjectCondition]

    /// Reads an object; nil when it has no name.
    public init?(_ json: JSONValue) {
        guard let metadata = ObjectMetadata(json) else { return nil }
        self.metadata = metadata
        self.json = json
        let spec = json["spec"]
        let status = json["status"]
        wantedReplicas = spec?["replicas"]?.int ?? 1
        selector = spec?["selector"]?["matchLabels"].texts ?? [:]
        template = PodTemplate(spec?["template"]?["spec"])
        observedGeneration = status?["observedGeneration"]?.int ?? 0
        replicas = status?["replicas"]?.int ?? 0
        updatedReplicas = status?["updatedReplicas"]?.int ?? 0
        availableReplicas = status?["availableReplicas"]?.int ?? 0
        conditions = ObjectCondition.all(status)
    }

    /// Whether every wanted pod is of the newest template and serves, and no old one is left.
    public var isRolledOut: Bool {
        observedGeneration >= metadata.generation && updatedReplicas >= wantedReplicas
            && replicas <= updatedReplicas && availableReplicas >= wantedReplicas
    }

    /// What keeps it from coming further, in its own words; nil while it is moving.
    public var trouble: ObjectCondition? {
        conditions.first { $0.type == "ReplicaFailure" && $0.status == "True" }
            ?? conditions.first { $0.type == "Progressing" && $0.status == "False" }
    }

    /// The selector in the form that lists take, `app=mailer`.
    public var labelSelector: String {
        selector.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    }
}
