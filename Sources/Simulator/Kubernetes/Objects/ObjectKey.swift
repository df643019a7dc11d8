/// Where an object is: its resource, namespace and name.
public struct ObjectKey: Hashable, Sendable {
    /// The resource's plural name and its group, for example `deployments.apps` or `pods`.
    public var resource: String
    /// The namespace; empty for what belongs to the whole cluster.
    public var namespace: String
    /// The object's name.
    public var name: String

    /// Makes a key.
    public init(resource: String, namespace: String = "", name: String) {
        self.resource = resource
        self.namespace = namespace
        self.name = name
    }
}
