public import Wire

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

    /// Verb, resource, object where one is meant, and API group.
    ///
    /// Examples: `get deployments ses-test (API group apps)`, `list namespaces (core API group)`.
    public var permission: String {
        let object = name.map { " \($0)" } ?? ""
        return "\(verb) \(resource)\(object) (\(group.isEmpty ? "core API group" : "API group \(group)"))"
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

    /// Whether a rule may be for this object alone (RBAC's `resourceNames`).
    ///
    /// What does not exist yet has no name when it is made by itself, and a list is of all. Pods come and go: a rule for
    /// one would be of no use to the next.
    public var namesItsObject: Bool {
        name != nil && !resource.hasPrefix("pods") && verb != "list" && (verb != "create" || resource.contains("/"))
    }

    /// The namespace whose Role can hold the right: a namespace is authorised in itself, unless it is to be made; nil
    /// takes a ClusterRole.
    public var roleNamespace: String? {
        if let namespace { return namespace }
        return resource == "namespaces" && verb == "get" ? name : nil
    }

    /// The verbs of a rule that gives the right.
    ///
    /// Exec over WebSocket is a GET, and is checked as `get`; from Kubernetes 1.35 on as `create` too
    /// (AuthorizePodWebsocketUpgradeCreatePermission): a rule with both is right on every cluster.
    private var ruleVerbs: [String] { resource == "pods/exec" ? ["get", "create"] : [verb] }

    /// The rule to add, and what binds it to the caller.
    public var remedy: String {
        let kind = roleNamespace == nil ? "ClusterRole" : "Role"
        let place = roleNamespace.map { " in namespace \($0)" } ?? ""
        let object = namesItsObject ? name.map { ", resourceNames [\"\($0)\"]" } ?? "" : ""
        return
            "Rule to add to a \(kind)\(place): apiGroups [\"\(group)\"], resources [\"\(resource)\"]\(object), verbs "
            + "[\(ruleVerbs.map { "\"\($0)\"" }.joined(separator: ", "))]; a \(kind)Binding gives it to the caller."
    }

    /// The commands of kubectl that an administrator gives the right by, each as words.
    ///
    /// - Parameter user: The caller, as the cluster calls them.
    /// - Returns: The command for the role, and the one for its binding.
    public func grant(to user: String) -> [[String]] {
        let kind = roleNamespace == nil ? "clusterrole" : "role"
        // A role for another object has another name: made by the same one it would be refused as there already.
        let own = namesItsObject ? self.name.map { "-\($0)" } ?? "" : ""
        let name = "sesame-\(verb)-\(resource.map { $0 == "/" ? "-" : String($0) }.joined())\(own)"
        let place = roleNamespace.map { ["-n", $0] } ?? []
        let parts = resource.split(separator: "/", maxSplits: 1).map(String.init)
        let target = [group.isEmpty ? parts[0] : "\(parts[0]).\(group)"] + parts.dropFirst()
        let object = namesItsObject ? self.name.map { ["--resource-name=\($0)"] } ?? [] : []
        return [
            [
                "kubectl", "create", kind, name, "--verb=\(ruleVerbs.joined(separator: ","))",
                "--resource=\(target.joined(separator: "/"))",
            ] + object
                + place,
            ["kubectl", "create", "\(kind)binding", name, "--\(kind)=\(name)", "--user=\(user)"] + place,
        ]
    }
}

extension KubernetesRight {
    /// The right as JSON; members that mean any object, the core API group or the whole cluster are left out.
    public var document: JSONValue {
        var object = JSONObject([("verb", .string(verb)), ("resource", .string(resource))])
        if !group.isEmpty { object["group"] = .string(group) }
        if let namespace { object["namespace"] = .string(namespace) }
        if let name { object["name"] = .string(name) }
        return .object(object)
    }

    /// A right from JSON; nil when it is none.
    public init?(_ document: JSONValue) {
        guard let verb = document["verb"]?.string, let resource = document["resource"]?.string else { return nil }
        self.init(
            verb: verb, group: document["group"]?.string ?? "", resource: resource,
            namespace: document["namespace"]?.string, name: document["name"]?.string)
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
