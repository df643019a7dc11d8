public import Wire

/// A pod and the state of its containers.
public struct Pod: KubernetesObject {
    /// Pods.
    public static let resource = ResourceKind.pod
    /// Its name, labels and so on.
    public let metadata: ObjectMetadata
    /// The object as it came.
    public let json: JSONValue
    /// What it is made of, as the server keeps it: webhooks have had their say.
    public let template: PodTemplate
    /// `Pending`, `Running`, `Succeeded`, `Failed` or `Unknown`.
    public let phase: String
    /// The machine's word for the phase; often empty.
    public let reason: String
    /// The words for the phase; often empty.
    public let message: String
    /// The node it runs on; nil until it has one.
    public let node: String?
    /// What it says about itself.
    public let conditions: [ObjectCondition]
    /// The state of its containers; empty until it has a node.
    public let containers: [ContainerStatus]

    /// Reads an object; nil when it has no name.
    public init?(_ json: JSONValue) {
        guard let metadata = ObjectMetadata(json) else { return nil }
        self.metadata = metadata
        self.json = json
        let status = json["status"]
        template = PodTemplate(json["spec"])
        phase = status?["phase"]?.string ?? ""
        reason = status?["reason"]?.string ?? ""
        message = status?["message"]?.string ?? ""
        node = json["spec"]?["nodeName"]?.string
        conditions = ObjectCondition.all(status)
        containers = (status?["containerStatuses"]?.array ?? []).map { ContainerStatus($0) }
    }

    /// Whether it serves.
    public var isReady: Bool { conditions.contains { $0.type == "Ready" && $0.status == "True" } }

    /// Whether it is done, well or badly.
    public var isFinished: Bool { phase == "Succeeded" || phase == "Failed" }

    /// The first thing that keeps it from running, as (reason, words); nil when nothing does.
    public var trouble: (reason: String, message: String)? {
        for container in containers {
            switch container.state {
            case .waiting(let reason, let message)
            where !["", "ContainerCreating", "PodInitializing"].contains(reason):
                return (reason, message)
            case .terminated(let code, let reason, let message) where code != 0: return (reason, message)
            case .waiting, .terminated, .running, .unknown: continue
            }
        }
        if let condition = conditions.first(where: { $0.type == "PodScheduled" && $0.status == "False" }) {
            return (condition.reason, condition.message)
        }
        return phase == "Failed" ? (reason, message) : nil
    }
}
