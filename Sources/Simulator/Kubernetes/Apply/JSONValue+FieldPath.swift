import Wire

extension JSONValue {
    /// The paths of everything that is set: leaves, list items and empty containers.
    ///
    /// - Parameter withContainers: whether objects and lists with something in them count as well.
    /// - Returns: the paths.
    func leafPaths(withContainers: Bool = false) -> Set<FieldPath> {
        var paths: Set<FieldPath> = []
        collect(into: &paths, at: FieldPath(), name: "", withContainers)
        return paths
    }

    private func collect(into paths: inout Set<FieldPath>, at path: FieldPath, name: String, _ withContainers: Bool) {
        switch self {
        case .object(let members) where !members.isEmpty && !ListShape.isAtomicObject(name):
            if withContainers { paths.insert(path) }
            for member in members.members {
                member.value.collect(
                    into: &paths, at: path.appending(.field(member.key)), name: member.key, withContainers)
            }
        case .array(let items):
            let shape = ListShape.of(name)
            if shape == .atomic || items.isEmpty || withContainers {
                paths.insert(path)
            }
            for item in items {
                guard let step = shape.step(into: item) else { continue }
                paths.insert(path.appending(step))
                if case .key = step { item.collect(into: &paths, at: path.appending(step), name: "", withContainers) }
            }
        default: paths.insert(path)
        }
    }

    /// Whether the value at a path has parts of its own that are owned one by one.
    func isFilledContainer(_ path: FieldPath) -> Bool {
        guard case .field(let name)? = path.steps.last else { return false }
        switch self {
        case .object(let members): return !members.isEmpty && !ListShape.isAtomicObject(name)
        case .array(let items): return !items.isEmpty && ListShape.of(name) != .atomic
        default: return false
        }
    }

    /// The value at a path, or nil.
    func at(_ path: FieldPath) -> JSONValue? {
        var value = self
        var name = ""
        for step in path.steps {
            guard let next = value.child(step, name: name) else { return nil }
            value = next
            if case .field(let field) = step { name = field } else { name = "" }
        }
        return value
    }

    private func child(_ step: FieldPath.Step, name: String) -> JSONValue? {
        switch step {
        case .field(let key): self[key]
        case .key, .value: array?.first { ListShape.of(name).step(into: $0) == step }
        }
    }

    /// Takes away the value at a path, and what becomes empty by that.
    mutating func remove(_ path: FieldPath) {
        remove(path.steps[...], name: "")
    }

    private mutating func remove(_ steps: ArraySlice<FieldPath.Step>, name: String) {
        guard let step = steps.first else { return }
        let rest = steps.dropFirst()
        switch step {
        case .field(let key):
            guard case .object(var members) = self, var inner = members[key] else { return }
            if rest.isEmpty {
                members[key] = nil
            } else {
                inner.remove(rest, name: key)
                members[key] = inner.isEmptyContainer ? nil : inner
            }
            self = .object(members)
        case .key, .value:
            guard case .array(var items) = self,
                let index = items.firstIndex(where: { ListShape.of(name).step(into: $0) == step })
            else { return }
            if rest.isEmpty {
                items.remove(at: index)
            } else {
                items[index].remove(rest, name: "")
            }
            self = .array(items)
        }
    }

    /// Whether this is an object or list without anything in it.
    var isEmptyContainer: Bool {
        switch self {
        case .object(let members): members.keys.isEmpty
        case .array(let items): items.isEmpty
        default: false
        }
    }

    /// This value with another one laid over it: objects by member, lists by the shape of the member they are in.
    func merged(with other: JSONValue, name: String = "") -> JSONValue {
        switch (self, other) {
        case (.object(var members), .object(let added)) where !ListShape.isAtomicObject(name):
            for key in added.keys {
                guard let value = added[key] else { continue }
                members[key] = members[key].map { $0.merged(with: value, name: key) } ?? value
            }
            return .object(members)
        case (.array(var items), .array(let added)):
            let shape = ListShape.of(name)
            guard shape != .atomic else { return other }
            for item in added {
                let step = shape.step(into: item)
                if let index = items.firstIndex(where: { shape.step(into: $0) == step }) {
                    items[index] = items[index].merged(with: item)
                } else {
                    items.append(item)
                }
            }
            return .array(items)
        default: return other
        }
    }
}
