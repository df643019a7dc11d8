import Wire

/// The three patch forms that are not apply.
enum JSONPatches {
    /// RFC 7386: objects by member, null takes away, everything else replaces.
    static func merged(_ target: JSONValue, _ patch: JSONValue) -> JSONValue {
        guard case .object(let changes) = patch else { return patch }
        var members = target.members
        for key in changes.keys {
            guard let change = changes[key], change != .null else {
                members[key] = nil
                continue
            }
            members[key] = merged(members[key] ?? .null, change)
        }
        return .object(members)
    }

    /// Kubernetes' own form: like a merge patch, but lists with a merge key are merged item by item, and `$patch`
    /// says whether an item replaces or goes.
    static func strategic(_ target: JSONValue, _ patch: JSONValue, name: String = "") -> JSONValue {
        switch patch {
        case .object(let changes):
            if changes["$patch"]?.string == "replace" {
                var whole = changes
                whole["$patch"] = nil
                return .object(whole)
            }
            var members = target.members
            // What may stand beside each other is said where one choice replaces another.
            if let kept = changes["$retainKeys"]?.array?.compactMap(\.string) {
                members = JSONObject(members.members.filter { kept.contains($0.key) })
            }
            for key in changes.keys where !key.hasPrefix("$") {
                guard let change = changes[key], change != .null else {
                    members[key] = nil
                    continue
                }
                let doomed = changes["$deleteFromPrimitiveList/\(key)"]?.array ?? []
                members[key] = strategic(members[key] ?? .null, change, name: key)
                if !doomed.isEmpty {
                    members[key] = .array((members[key]?.array ?? []).filter { !doomed.contains($0) })
                }
            }
            return .object(members)
        case .array(let changes): return list(target.array ?? [], changes, name: name)
        default: return patch
        }
    }

    private static func list(_ target: [JSONValue], _ changes: [JSONValue], name: String) -> JSONValue {
        let key: String
        switch ListShape.of(name) {
        case .atomic: return .array(changes.filter { $0["$patch"] == nil })
        case .set: return .array(target + changes.filter { !target.contains($0) })
        // Ports are merged by their first key alone here, unlike in server-side apply.
        case .keyed(let names): key = names.first ?? "name"
        }
        if changes.contains(where: { $0["$patch"]?.string == "replace" }) {
            return .array(changes.filter { $0["$patch"] == nil })
        }
        var items = target
        for change in changes {
            let index = items.firstIndex { $0[key] != nil && $0[key] == change[key] }
            if change["$patch"]?.string == "delete" {
                if let index { items.remove(at: index) }
            } else if let index {
                items[index] = strategic(items[index], change)
            } else {
                items.append(strategic(.null, change))
            }
        }
        return .array(items)
    }

    /// The most operations in a JSON patch, and the most bytes that its copies may add, as in the API server.
    static let operations = 10_000
    static let copiedBytes = 3 << 20
    /// How deep a patch may nest an object: no reader here goes deeper.
    static let levels = 200

    /// RFC 6902, all six operations.
    static func patched(_ target: JSONValue, _ patch: JSONValue) throws(APIFailure) -> JSONValue {
        guard let operations = patch.array else {
            throw .badRequest("json: cannot unmarshal \(patch.kindInGo) into Go value of type jsonpatch.Patch")
        }
        guard operations.count <= Self.operations else {
            throw .tooLarge(
                "The allowed maximum operations in a JSON patch is \(Self.operations), got \(operations.count)")
        }
        var result = target
        var copied = 0
        for operation in operations {
            let path = pointer(operation["path"]?.string ?? "")
            let from = pointer(operation["from"]?.string ?? "")
            let name = operation["op"]?.string ?? ""
            switch name {
            case "add", "replace":
                let new = operation["value"] ?? .null
                guard path.count + new.levels <= levels else { throw .patchRefused }
                try change(&result, path[...], new, inserting: name == "add")
            case "remove": try change(&result, path[...], nil, inserting: false)
            case "move", "copy":
                guard let value = value(result, from) else { throw .patchRefused }
                if name == "copy" { copied += value.serialized(.compact).utf8.count }
                // Nothing can be moved into itself.
                guard copied <= copiedBytes, path.count + value.levels <= levels,
                    name == "copy" || path == from || !path.starts(with: from)
                else { throw .patchRefused }
                if path == from { continue }
                if name == "move" { try change(&result, from[...], nil, inserting: false) }
                try change(&result, path[...], value, inserting: true)
            case "test":
                guard value(result, path)?.sortingKeys() == (operation["value"] ?? .null).sortingKeys() else {
                    throw .patchRefused
                }
            default: throw .patchRefused
            }
        }
        return result
    }

    private static func pointer(_ text: String) -> [String] {
        text.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
            String($0).replacing("~1", with: "/").replacing("~0", with: "~")
        }
    }

    private static func value(_ root: JSONValue, _ path: [String]) -> JSONValue? {
        path.reduce(Optional(root)) { value, step in
            if let items = value?.array { return Int(step).flatMap { items.indices.contains($0) ? items[$0] : nil } }
            return value?[step]
        }
    }

    private static func change(
        _ value: inout JSONValue, _ path: ArraySlice<String>, _ new: JSONValue?, inserting: Bool
    ) throws(APIFailure) {
        guard let step = path.first else {
            if let new { value = new }
            return
        }
        let isLast = path.count == 1
        switch value {
        case .object(var members):
            if isLast {
                guard inserting || members[step] != nil else { throw .patchRefused }
                members[step] = new
            } else {
                guard var inner = members[step] else { throw .patchRefused }
                try change(&inner, path.dropFirst(), new, inserting: inserting)
                members[step] = inner
            }
            value = .object(members)
        case .array(var items):
            let index = step == "-" ? items.count : Int(step) ?? -1
            guard index >= 0, index < items.count || isLast && inserting && index == items.count else {
                throw .patchRefused
            }
            if !isLast {
                try change(&items[index], path.dropFirst(), new, inserting: inserting)
            } else if let new, inserting {
                items.insert(new, at: index)
            } else if let new {
                items[index] = new
            } else {
                items.remove(at: index)
            }
            value = .array(items)
        default: throw .patchRefused
        }
    }
}
