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

    /// The refusal of this right.
    ///
    /// - Parameters:
    ///   - cluster: The cluster, in words: `cluster mail-prod`.
    ///   - purpose: What it is needed for, where that is not plain, as it follows "in order ": `to prove …`.
    /// - Returns: A denial that names the namespace, where there is one.
    public func denial(in cluster: String, purpose: String? = nil) -> Denial {
        Denial(
            permission: permission, place: namespace.map { "namespace \($0) of \(cluster)" } ?? cluster,
            purpose: purpose)
    }

    /// The rule to add, and what binds it to the caller.
    public var remedy: String {
        let kind = namespace == nil ? "ClusterRole" : "Role"
        let place = namespace.map { " in namespace \($0)" } ?? ""
        return "Rule to add to a \(kind)\(place): apiGroups [\"\(group)\"], resources [\"\(resource)\"], verbs "
            + "[\"\(verb)\"]; a \(kind)Binding gives it to the caller."
    }
}
