import Calls
public import Wire

extension PermissionSet {
    /// The name that stands for whoever gets the rights, where nobody knows who that is.
    public static let nobody = "WHO"

    /// Roles and what binds them to the caller, in the form of kubectl; none where nothing is needed.
    ///
    /// Rights in a namespace are a Role there; what belongs to the whole cluster is a ClusterRole.
    public var rbac: [JSONValue] {
        var documents: [JSONValue] = []
        for place in places {
            documents.append(role(place))
            documents.append(binding(place))
        }
        return documents
    }

    /// The namespaces that rights are in, then the whole cluster as nil.
    private var places: [String?] {
        var places: [String?] = []
        for right in rights where !places.contains(right.roleNamespace) { places.append(right.roleNamespace) }
        return places.filter { $0 != nil } + places.filter { $0 == nil }
    }

    private func role(_ namespace: String?) -> JSONValue {
        let rights = rights.filter { $0.roleNamespace == namespace }
        return [
            "apiVersion": "rbac.authorization.k8s.io/v1", "kind": namespace == nil ? "ClusterRole" : "Role",
            "metadata": metadata(namespace), "rules": .array(Self.rules(rights)),
        ]
    }

    private func binding(_ namespace: String?) -> JSONValue {
        let kind = namespace == nil ? "ClusterRole" : "Role"
        let group: JSONValue = "rbac.authorization.k8s.io"
        return [
            "apiVersion": "rbac.authorization.k8s.io/v1", "kind": .string(kind + "Binding"),
            "metadata": metadata(namespace),
            "roleRef": ["apiGroup": group, "kind": .string(kind), "name": .string(name)],
            "subjects": [["apiGroup": group, "kind": "User", "name": .string(clusterUser ?? Self.nobody)]],
        ]
    }

    /// The name of roles and bindings.
    ///
    /// Where they hold a part, what is in it: whoever applies the next part must not lose
    /// this one, as they would by a role of the same name.
    private var name: String {
        let whole = "sesame-\(purpose.rawValue)"
        guard isPart else { return whole }
        var words: [String] = []
        let objects = rights.compactMap { $0.namesItsObject ? $0.name : nil }
        for word in rights.map(\.verb) + rights.map({ $0.resource.replacing("/", with: "-") }) + objects
        where !words.contains(word) { words.append(word) }
        return String("\(whole)-\(words.joined(separator: "-"))".prefix(200))
    }

    private func metadata(_ namespace: String?) -> JSONValue {
        var metadata: JSONObject = ["name": .string(name)]
        if let namespace { metadata["namespace"] = .string(namespace) }
        return .object(metadata)
    }

    /// One rule of a role.
    private struct Rule {
        var group: String
        var resources: [String]
        var verbs: [String]
        var names: [String]

        var document: JSONValue {
            var rule: JSONObject = [
                "apiGroups": [.string(group)], "resources": .array(resources.map { .string($0) }),
                "verbs": .array(verbs.map { .string($0) }),
            ]
            if !names.isEmpty { rule["resourceNames"] = .array(names.map { .string($0) }) }
            return .object(rule)
        }
    }

    /// The rules: verbs of one thing together, then things with the same verbs.
    private static func rules(_ rights: [KubernetesRight]) -> [JSONValue] {
        var rules: [Rule] = []
        for right in rights {
            let names = right.namesItsObject ? right.name.map { [$0] } ?? [] : []
            let index = rules.firstIndex {
                $0.group == right.group && $0.resources == [right.resource] && $0.names == names
            }
            if let index {
                if !rules[index].verbs.contains(right.verb) { rules[index].verbs.append(right.verb) }
            } else {
                rules.append(Rule(group: right.group, resources: [right.resource], verbs: [right.verb], names: names))
            }
        }
        var merged: [Rule] = []
        for rule in rules {
            // A verb on all things of a kind covers it on the named ones.
            let verbs = rule.verbs.filter { verb in
                rule.names.isEmpty
                    || !rules.contains {
                        $0.names.isEmpty && $0.group == rule.group && $0.resources == rule.resources
                            && $0.verbs.contains(verb)
                    }
            }
            guard !verbs.isEmpty else { continue }
            let index = merged.firstIndex { $0.group == rule.group && $0.verbs == verbs && $0.names == rule.names }
            if let index {
                merged[index].resources += rule.resources
            } else {
                merged.append(Rule(group: rule.group, resources: rule.resources, verbs: verbs, names: rule.names))
            }
        }
        return merged.map(\.document)
    }
}
