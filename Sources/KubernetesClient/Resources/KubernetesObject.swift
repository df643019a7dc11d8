public import Wire

/// An object of the API server, read into the fields that matter here.
public protocol KubernetesObject: Sendable {
    /// Its kind.
    static var resource: ResourceKind { get }
    /// Its name, labels and so on.
    var metadata: ObjectMetadata { get }
    /// The object as it came.
    var json: JSONValue { get }
    /// Reads an object; nil when it has no name.
    init?(_ json: JSONValue)
}

extension KubernetesObject {
    /// The object's name.
    public var name: String { metadata.name }
}
