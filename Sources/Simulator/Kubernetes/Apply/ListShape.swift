import Wire

/// How the items of a list are told apart when two versions of it are merged.
enum ListShape: Sendable, Hashable {
    /// By these members.
    case keyed([String])
    /// By their value: the list is a set.
    case set
    /// Not at all: the list is one value.
    case atomic

    /// The shape of the list in a member of this name, in whichever type.
    static func of(_ field: String) -> ListShape { lists[field] ?? .atomic }

    /// Whether the object in a member of this name is one value: owned, and replaced by apply, as a whole.
    static func isAtomicObject(_ field: String) -> Bool { atomicObjects.contains(field) }

    /// Members of one name are told apart in one way in all types, but for the ports of services.
    private static let lists: [String: ListShape] = {
        var lists: [String: ListShape] = [:]
        for shape in Shape.all.values.sorted(by: { $0.name < $1.name }) {
            for field in shape.fields where !field.keys.isEmpty && lists[field.name] == nil {
                lists[field.name] = field.keys == ["set"] ? .set : .keyed(field.keys)
            }
        }
        return lists
    }()

    private static let atomicObjects: Set<String> = {
        let fields = Shape.all.values.flatMap(\.fields).filter { field in
            switch field.type.target {
            case .object(let name): Shape.all[name]?.isAtomic == true
            case .map: field.isAtomic
            default: false
            }
        }
        return Set(fields.map(\.name))
    }()

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
