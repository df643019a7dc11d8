/// What was asked of the API server, in the words of its access rules.
public struct KubernetesCall: Hashable, Sendable, CustomStringConvertible {
    /// `get`, `list`, `create`, `patch` or `delete`.
    public var verb: String
    /// The API group; empty for the core group.
    public var group: String
    /// The plural, with subresource: `serviceaccounts/token`.
    public var resource: String
    /// The namespace; nil for what belongs to the whole cluster.
    public var namespace: String?
    /// The object; nil for lists.
    public var name: String?

    /// A call.
    public init(verb: String, group: String = "", resource: String, namespace: String? = nil, name: String? = nil) {
        self.verb = verb
        self.group = group
        self.resource = resource
        self.namespace = namespace
        self.name = name
    }

    /// `create serviceaccounts/token "mailer" in namespace "mail"`.
    public var description: String {
        var text = "\(verb) \(group.isEmpty ? resource : "\(resource).\(group)")"
        if let name { text += " \"\(name)\"" }
        if let namespace { text += " in namespace \"\(namespace)\"" }
        return text
    }
}
