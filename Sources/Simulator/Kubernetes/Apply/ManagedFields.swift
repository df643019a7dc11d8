import Wire

/// The entries of an object's `metadata.managedFields`.
struct ManagedFields: Sendable {
    struct Entry: Sendable {
        var manager: FieldManager
        var paths: Set<FieldPath>
    }

    var entries: [Entry]

    /// The entries of an object.
    init(of object: JSONValue) {
        entries = (object.at(["metadata", "managedFields"])?.array ?? []).compactMap { item in
            guard let name = item["manager"]?.string,
                let operation = item["operation"]?.string.flatMap(FieldManager.Operation.init)
            else { return nil }
            let manager = FieldManager(
                name: name, operation: operation, apiVersion: item["apiVersion"]?.string ?? "",
                time: item["time"]?.string ?? "", subresource: item["subresource"]?.string ?? "")
            return Entry(manager: manager, paths: FieldsV1.decode(item["fieldsV1"] ?? .null))
        }
    }

    /// Who else than a manager owns a path.
    func owners(of path: FieldPath, except manager: FieldManager) -> [FieldManager] {
        entries.filter { !$0.manager.isSame(as: manager) && $0.paths.contains(path) }.map(\.manager)
    }

    /// What a manager owned until now.
    func paths(of manager: FieldManager) -> Set<FieldPath> {
        entries.first { $0.manager.isSame(as: manager) }?.paths ?? []
    }

    /// Whether anybody but a manager owns a path or something below it.
    func isOwned(_ path: FieldPath, except manager: FieldManager) -> Bool {
        entries.contains { entry in
            !entry.manager.isSame(as: manager) && entry.paths.contains { $0.hasPrefix(path) }
        }
    }

    /// Makes a manager the owner of exactly these paths; with none it is forgotten.
    mutating func set(_ paths: Set<FieldPath>, for manager: FieldManager) {
        if let index = entries.firstIndex(where: { $0.manager.isSame(as: manager) }) {
            if paths.isEmpty {
                entries.remove(at: index)
            } else {
                if entries[index].paths != paths { entries[index].manager.time = manager.time }
                entries[index].paths = paths
            }
        } else if !paths.isEmpty {
            entries.append(Entry(manager: manager, paths: paths))
        }
    }

    /// Takes paths away from everybody but a manager.
    mutating func take(_ paths: Set<FieldPath>, for manager: FieldManager?) {
        for index in entries.indices where manager.map({ !entries[index].manager.isSame(as: $0) }) ?? true {
            entries[index].paths.subtract(paths)
        }
        entries.removeAll { $0.paths.isEmpty }
    }

    /// The entries as they stand in an object.
    var json: JSONValue {
        .array(
            entries.map { entry in
                var object = JSONObject([
                    ("manager", .string(entry.manager.name)),
                    ("operation", .string(entry.manager.operation.rawValue)),
                    ("apiVersion", .string(entry.manager.apiVersion)), ("time", .string(entry.manager.time)),
                    ("fieldsType", "FieldsV1"), ("fieldsV1", FieldsV1.encode(entry.paths)),
                ])
                if !entry.manager.subresource.isEmpty { object["subresource"] = .string(entry.manager.subresource) }
                return .object(object)
            })
    }
}
