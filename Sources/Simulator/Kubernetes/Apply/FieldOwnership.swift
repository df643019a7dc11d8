import Wire

/// Server-side apply, and the bookkeeping of owned fields for every other write.
enum FieldOwnership {
    /// Lays an applied configuration over a live object.
    ///
    /// - Parameters:
    ///   - wanted: what the manager sends: everything that it wants to own.
    ///   - live: the object as it is, nil if there is none yet.
    ///   - manager: who applies.
    ///   - force: whether fields of other managers are taken over.
    /// - Returns: the object with its managed fields.
    /// - Throws: `APIFailure.applyConflict` if another manager owns a field with another value.
    static func apply(
        _ wanted: JSONValue, to live: JSONValue?, by manager: FieldManager, force: Bool
    ) throws(APIFailure) -> JSONValue {
        let paths = ownable(wanted)
        let before = live ?? identity(of: wanted)
        var fields = ManagedFields(of: before)
        let conflicts = paths.flatMap { path -> [FieldConflict] in
            let value = wanted.at(path)
            guard !isItem(path), !isSame(before.at(path), value) else { return [] }
            return fields.owners(of: path, except: manager).map { FieldConflict(manager: $0, path: path) }
        }
        if !conflicts.isEmpty {
            guard force else { throw .applyConflict(FieldConflict.sorted(conflicts)) }
            fields.take(Set(conflicts.map(\.path)), for: manager)
        }
        // What holds something that is still wanted stays.
        let given = fields.paths(of: manager).subtracting(paths).filter { path in
            !paths.contains { $0.hasPrefix(path) }
        }
        var merged = before.merged(with: wanted)
        // Shortest first: an item that nobody else has a part in goes as a whole, with what the server filled in.
        var gone: [FieldPath] = []
        for path in given.sorted(by: { $0.steps.count < $1.steps.count })
        where !fields.isOwned(path, except: manager) && !gone.contains(where: path.hasPrefix) {
            merged.remove(path)
            gone.append(path)
        }
        fields.set(paths, for: manager)
        merged.set(["metadata", "managedFields"], fields.json)
        return merged
    }

    /// Notes who wrote what after a write that was no apply.
    ///
    /// - Parameters:
    ///   - after: the object as it is now, with what the server filled in: the writer owns that as well.
    ///   - before: the object as it was, nil if there was none.
    ///   - manager: who wrote.
    ///   - shape: the object's type, which says what is there before anything is set.
    /// - Returns: the object with its managed fields.
    static func update(
        _ after: JSONValue, from before: JSONValue?, by manager: FieldManager, _ shape: Shape?
    ) -> JSONValue {
        let empty = shape?.skeleton ?? .object(JSONObject())
        let old = before.map { ownable($0, withContainers: true) } ?? []
        let new = ownable(after, withContainers: true)
        let changed = new.filter { path in
            if after.at(path)?.isFilledContainer(path) == true {
                return before?.at(path) == nil && empty.at(path) == nil
            }
            return !old.contains(path) || !isItem(path) && !isSame(before?.at(path), after.at(path))
        }
        // Whoever writes the list itself, as kubectl does to hand fields over, is taken at their word.
        let isRewritten =
            before != nil && after.at(["metadata", "managedFields"]) != nil
            && !isSame(before?.at(["metadata", "managedFields"]), after.at(["metadata", "managedFields"]))
        var fields = ManagedFields(of: (isRewritten ? after : before) ?? .null)
        let containers = changed.filter { after.at($0)?.isFilledContainer($0) == true }
        fields.take(changed.subtracting(containers).union(old.subtracting(new)), for: nil)
        fields.set(fields.paths(of: manager).union(changed), for: manager)
        var result = after
        result.set(["metadata", "managedFields"], fields.entries.isEmpty ? nil : fields.json)
        return result
    }

    /// Everything in an object that somebody can own: not what tells it apart and not what the server sets.
    private static func ownable(_ object: JSONValue, withContainers: Bool = false) -> Set<FieldPath> {
        var content = object
        for name in ["apiVersion", "kind", "status"] { content.set([name], nil) }
        for name in [
            "name", "namespace", "uid", "resourceVersion", "generation", "creationTimestamp", "managedFields",
            "selfLink", "deletionTimestamp", "deletionGracePeriodSeconds",
        ] {
            content.set(["metadata", name], nil)
        }
        return content.leafPaths(withContainers: withContainers)
            .filter { !$0.steps.isEmpty && $0 != FieldPath([.field("metadata")]) }
    }

    private static func identity(of object: JSONValue) -> JSONValue {
        var identity = JSONValue.object(JSONObject())
        for path in [["apiVersion"], ["kind"], ["metadata", "name"], ["metadata", "namespace"]] {
            if let value = object.at(path) { identity.set(path, value) }
        }
        return identity
    }

    private static func isSame(_ left: JSONValue?, _ right: JSONValue?) -> Bool {
        left?.sortingKeys() == right?.sortingKeys()
    }

    private static func isItem(_ path: FieldPath) -> Bool {
        if case .field? = path.steps.last { return false }
        return true
    }
}
