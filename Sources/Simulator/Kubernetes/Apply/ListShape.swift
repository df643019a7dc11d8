import Wire

/// How the items of a list are told apart when two versions of it are merged.
enum ListShape: Sendable, Hashable {
    /// By these members.
    case keyed([String])
    /// By their value: the list is a set.
    case set
    /// Not at all: the list is one value.
    case atomic

    /// The shape of the list in a member of this name, in the kinds that the simulator serves.
    static func of(_ field: String) -> ListShape {
        switch field {
        case "containers", "initContainers", "ephemeralContainers", "env", "volumes", "imagePullSecrets", "secrets",
            "webhooks":
            .keyed(["name"])
        case "volumeMounts": .keyed(["mountPath"])
        case "volumeDevices": .keyed(["devicePath"])
        case "ports": .keyed(["containerPort", "protocol"])
        case "conditions": .keyed(["type"])
        case "ownerReferences": .keyed(["uid"])
        case "hostAliases": .keyed(["ip"])
        case "topologySpreadConstraints": .keyed(["topologyKey", "whenUnsatisfiable"])
        case "finalizers": .set
        default: .atomic
        }
    }

    /// Whether the object in a member of this name is one value: owned, and replaced by apply, as a whole.
    static func isAtomicObject(_ field: String) -> Bool {
        switch field {
        case "selector", "labelSelector", "namespaceSelector", "objectSelector", "nodeSelector", "fieldRef",
            "resourceFieldRef", "secretKeyRef", "configMapKeyRef", "roleRef", "involvedObject", "scopeSelector":
            true
        default: false
        }
    }

    /// The step into an item of a list of this shape, or nil where items have none.
    func step(into item: JSONValue) -> FieldPath.Step? {
        switch self {
        case .keyed(let names):
            .key(
                names.map { name in
                    // The ports of services have another name than those of containers.
                    if name == "containerPort", item[name] == nil, let port = item["port"] {
                        return FieldPath.KeyMember(name: "port", value: port)
                    }
                    // The API server fills in a port's protocol before it tells ports apart.
                    return FieldPath.KeyMember(name: name, value: item[name] ?? (name == "protocol" ? "TCP" : .null))
                })
        case .set: .value(item)
        case .atomic: nil
        }
    }
}
