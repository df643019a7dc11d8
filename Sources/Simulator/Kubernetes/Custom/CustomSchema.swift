import Wire

/// A node of the structural schema of a defined kind, as its definition has it (apiextensions-apiserver,
/// `pkg/apiserver/schema`).
struct CustomSchema {
    /// The node.
    let node: JSONValue

    /// What is below it, by name.
    func property(_ name: String) -> CustomSchema? { node.at(["properties", name]).map(CustomSchema.init) }

    /// What members without a name of their own are; nil where there are none.
    var others: CustomSchema? {
        guard case .object? = node["additionalProperties"] else { return nil }
        return node["additionalProperties"].map(CustomSchema.init)
    }

    /// What a member is; nil where there is no such one.
    func member(_ name: String) -> CustomSchema? { property(name) ?? others }

    /// What the items of a list are.
    var items: CustomSchema? { node["items"].map(CustomSchema.init) }

    /// Whether what the schema does not know is kept.
    var keepsUnknown: Bool { node["x-kubernetes-preserve-unknown-fields"]?.bool == true }

    /// Whether it is an object with kind, version and metadata of its own.
    var isResource: Bool { node["x-kubernetes-embedded-resource"]?.bool == true }

    /// Whether null is a value of it.
    var isNullable: Bool { node["nullable"]?.bool == true }

    /// The types that a value may have.
    var types: [String] {
        if node["x-kubernetes-int-or-string"]?.bool == true { return ["integer", "string"] }
        return node["type"]?.string.map { [$0] } ?? []
    }

    /// The keys that tell items of the list apart; nil for other lists.
    var listKeys: [String]? {
        guard node["x-kubernetes-list-type"]?.string == "map" else { return nil }
        return node["x-kubernetes-list-map-keys"]?.array?.compactMap(\.string)
    }

    // MARK: What is left out and filled in

    /// Leaves out what the schema does not know.
    ///
    /// - Parameters:
    ///   - object: The whole object; its kind, version and metadata are left alone.
    ///   - unknown: What is left out, with its paths.
    func prune(_ object: inout JSONValue, _ unknown: inout [String]) {
        Self.prune(&object, self, at: "", isResource: true, &unknown)
        unknown.sort()
    }

    private static let own: Set = ["apiVersion", "kind", "metadata"]

    private static func prune(
        _ value: inout JSONValue, _ schema: CustomSchema?, at path: String, isResource: Bool = false,
        _ unknown: inout [String]
    ) {
        let keeps = schema?.keepsUnknown == true
        switch value {
        case .object(var members):
            for name in members.keys {
                if isResource || schema?.isResource == true, own.contains(name) { continue }
                let place = path.isEmpty ? name : "\(path).\(name)"
                if let inner = schema?.member(name), var child = members[name] {
                    prune(&child, inner, at: place, &unknown)
                    members[name] = child
                } else if !keeps {
                    unknown.append(place)
                    members[name] = nil
                }
            }
            value = .object(members)
        case .array(var items):
            guard !(keeps && schema?.items == nil) else { return }
            for index in items.indices { prune(&items[index], schema?.items, at: "\(path)[\(index)]", &unknown) }
            value = .array(items)
        default: return
        }
    }

    /// Takes away nulls where null is no value, and fills in what the schema says where nothing stands.
    func fill(_ value: inout JSONValue) {
        switch value {
        case .object(var members):
            for name in members.keys {
                guard let inner = member(name), var child = members[name] else { continue }
                if child.isNull, !inner.isNullable {
                    members[name] = nil
                    continue
                }
                inner.fill(&child)
                members[name] = child
            }
            for name in node["properties"]?.members.keys ?? [] where members[name] == nil {
                guard let inner = property(name), var value = inner.node["default"] else { continue }
                inner.fill(&value)
                members[name] = value
            }
            value = .object(members)
        case .array(var items):
            guard let inner = self.items else { return }
            for index in items.indices { inner.fill(&items[index]) }
            value = .array(items)
        default: return
        }
    }

    // MARK: What somebody applies

    /// What of an applied configuration does not fit, in the words of structured-merge-diff; nothing is left out there.
    func misfits(_ value: JSONValue, at path: String = "") -> [String] {
        if value.isNull || keepsUnknown { return [] }
        switch (node["type"]?.string, value) {
        case ("object"?, .object(let members)):
            return members.members.flatMap { member -> [String] in
                if path.isEmpty, Self.own.contains(member.key) { return [] }
                guard let inner = self.member(member.key) else {
                    return ["\(path).\(member.key): field not declared in schema"]
                }
                return inner.misfits(member.value, at: "\(path).\(member.key)")
            }
        case ("object"?, _): return ["\(path): expected map, got \(Self.shown(value))"]
        case ("array"?, .array(let items)):
            return items.enumerated().flatMap { items_ in
                self.items?.misfits(items_.element, at: path + step(items_.offset, items_.element)) ?? []
            }
        case ("array"?, _): return ["\(path): expected list, got \(Self.shown(value))"]
        case ("string"?, _):
            return value.string == nil ? ["\(path): expected string, got \(Self.wrapped(value))"] : []
        case ("boolean"?, _):
            return value.bool == nil ? ["\(path): expected boolean, got \(Self.wrapped(value))"] : []
        case ("integer"?, _), ("number"?, _):
            return value.number == nil
                ? ["\(path): expected numeric (int or float), got \(Self.nameInGo(value))"] : []
        default: return []
        }
    }

    private func step(_ index: Int, _ item: JSONValue) -> String {
        guard let keys = listKeys else { return "[\(index)]" }
        return "[\(keys.map { "\($0)=\((item[$0] ?? .null).serialized(.compact))" }.joined(separator: ","))]"
    }

    private static func shown(_ value: JSONValue) -> String { "&{\(value.string ?? value.serialized(.compact))}" }

    private static func wrapped(_ value: JSONValue) -> String {
        "&value.valueUnstructured{Value:\(value.serialized(.compact))}"
    }

    private static func nameInGo(_ value: JSONValue) -> String {
        switch value {
        case .string: "string"
        case .bool: "bool"
        case .array: "[]interface {}"
        default: "map[string]interface {}"
        }
    }
}
