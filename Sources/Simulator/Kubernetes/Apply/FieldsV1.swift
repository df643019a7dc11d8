import Wire

/// The written form of a set of paths in `metadata.managedFields`.
enum FieldsV1 {
    /// A set of paths as nested objects: `f:` for members, `k:` for keyed items, `v:` for set items, `.` for itself.
    static func encode(_ paths: Set<FieldPath>) -> JSONValue {
        var root = Node()
        for path in paths { root.insert(path.steps[...]) }
        return root.json
    }

    /// The set of paths that nested objects stand for; what cannot be read is left out.
    static func decode(_ value: JSONValue) -> Set<FieldPath> {
        var paths: Set<FieldPath> = []
        collect(value, at: FieldPath(), into: &paths)
        return paths
    }

    private static func collect(_ value: JSONValue, at path: FieldPath, into paths: inout Set<FieldPath>) {
        let members = value.members
        if members.keys.isEmpty || members["."] != nil, !path.steps.isEmpty { paths.insert(path) }
        for key in members.keys where key != "." {
            guard let step = step(of: key), let inner = members[key] else { continue }
            collect(inner, at: path.appending(step), into: &paths)
        }
    }

    private static func step(of text: String) -> FieldPath.Step? {
        let content = String(text.dropFirst(2))
        switch text.prefix(2) {
        case "f:": return .field(content)
        case "k:":
            guard case .object(let members)? = try? JSONValue.parse(content) else { return nil }
            return .key(
                members.keys.compactMap { key in
                    members[key].map { FieldPath.KeyMember(name: key, value: $0) }
                })
        case "v:":
            guard let value = try? JSONValue.parse(content) else { return nil }
            return .value(value)
        default: return nil
        }
    }

    private static func text(of step: FieldPath.Step) -> String {
        switch step {
        case .field(let name): return "f:\(name)"
        case .key(let members):
            let object = JSONObject(members.map { ($0.name, $0.value) })
            return "k:\(JSONValue.object(object).serialized(.compact))"
        case .value(let value): return "v:\(value.serialized(.compact))"
        }
    }

    private struct Node {
        var isMember = false
        var children: [String: Node] = [:]

        mutating func insert(_ steps: ArraySlice<FieldPath.Step>) {
            guard let step = steps.first else {
                isMember = true
                return
            }
            children[FieldsV1.text(of: step), default: Node()].insert(steps.dropFirst())
        }

        var json: JSONValue {
            var object = JSONObject()
            guard !children.isEmpty else { return .object(object) }
            if isMember { object["."] = .object(JSONObject()) }
            for key in children.keys.sorted() { object[key] = children[key]?.json }
            return .object(object)
        }
    }
}
