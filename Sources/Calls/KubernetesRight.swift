/// What a caller must be allowed to do in the cluster, in the words of its access rules (RBAC).
public struct KubernetesRight: Hashable, Sendable {
    /// `get`, `list`, `create`, `patch` and so on.
    public var verb: String
    /// The API group; empty for the core group.
    public var group: String
    /// The plural, with subresource: `serviceaccounts/token`.
    public var resource: String
    /// The namespace; nil for what belongs to the whole cluster.
    public var namespace: String?
    /// The object; nil for any.
    public var name: String?

    /// A right.
    public init(verb: String, group: String = "", resource: String, namespace: String? = nil, name: String? = nil) {
        self.verb = verb
        self.group = group
        self.resource = resource
        self.namespace = namespace
        self.name = name
    }

    /// Verb, resource and API group.
    ///
    /// Examples: `get deployments (API group apps)`, `create serviceaccounts/token (core API group)`.
    public var permission: String {
        "\(verb) \(resource) (\(group.isEmpty ? "core API group" : "API group \(group)"))"
    }

    /// The same right with another verb.
    public func with(verb: String) -> KubernetesRight {
        var right = self
        right.verb = verb
        return right
    }

    /// Where the right is needed, in words: the cluster, or a namespace of it.
    public func place(in cluster: String) -> String { namespace.map { "namespace \($0) of \(cluster)" } ?? cluster }

    /// Whether what it allows changes nothing, so that admission has no say.
    public var isRead: Bool { ["get", "list", "watch"].contains(verb) }

    /// The rule to add, and what binds it to the caller.
    public var remedy: String {
        let kind = namespace == nil ? "ClusterRole" : "Role"
        let place = namespace.map { " in namespace \($0)" } ?? ""
        return "Rule to add to a \(kind)\(place): apiGroups [\"\(group)\"], resources [\"\(resource)\"], verbs "
            + "[\"\(verb)\"]; a \(kind)Binding gives it to the caller."
    }
}

extension KubernetesRight: CustomStringConvertible {
    /// `create serviceaccounts/token "mailer" in namespace "mail"`.
    public var description: String {
        var text = "\(verb) \(group.isEmpty ? resource : "\(resource).\(group)")"
        if let name { text += " \"\(name)\"" }
        if let namespace { text += " in namespace \"\(namespace)\"" }
        return text
    }
}
