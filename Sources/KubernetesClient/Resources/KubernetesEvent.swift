public import Wire

/// Something that happened to an object.
public struct KubernetesEvent: KubernetesObject {
    /// Events.
    public static let resource = ResourceKind.event
    /// Its name, labels and so on.
    public let metadata: ObjectMetadata
    /// The object as it came.
    public let json: JSONValue
    /// `Normal` or `Warning`.
    public let type: String
    /// The machine's word, `FailedCreate`.
    public let reason: String
    /// The words.
    public let message: String
    /// The kind of the object it happened to.
    public let objectKind: String
    /// The name of the object it happened to.
    public let objectName: String
    /// When it happened last.
    public let last: Timestamp?

    /// Reads an object; nil when it has no name.
    public init?(_ json: JSONValue) {
        guard let metadata = ObjectMetadata(json) else { return nil }
        self.metadata = metadata
        self.json = json
        type = json["type"]?.string ?? ""
        reason = json["reason"]?.string ?? ""
        message = json["message"]?.string ?? ""
        objectKind = json["involvedObject"]?["kind"]?.string ?? ""
        objectName = json["involvedObject"]?["name"]?.string ?? ""
        last = (json["lastTimestamp"]?.string ?? json["eventTime"]?.string).flatMap { Timestamp(iso8601: $0) }
    }
}
