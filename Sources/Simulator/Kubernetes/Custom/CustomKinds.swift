import Wire

/// Kinds that objects of the cluster define: `CustomResourceDefinition` of `apiextensions.k8s.io/v1`.
///
/// Their objects are judged by the structural schema of the version that they are written in: see ``CustomSchema`` and
/// ``CustomRules``.
enum CustomKinds {
    /// The kinds that are defined in a cluster, each version by itself.
    static func all(in objects: ObjectStore) -> [ResourceKind] {
        objects.list(ResourceKind.customResources.id).flatMap { served(by: $0.object) }
    }

    /// The kinds that a definition serves, one for each version.
    static func served(by definition: JSONValue) -> [ResourceKind] {
        guard definition.at(["metadata", "deletionTimestamp"]) == nil else { return [] }
        return versions(of: definition).compactMap { version in
            guard version["served"]?.bool == true else { return nil }
            return kind(of: definition, version)
        }
    }

    /// The schema of a version of a definition, as it stands there; nil where there is none.
    static func schema(of kind: ResourceKind, in objects: ObjectStore) -> JSONValue? {
        let definition = objects[ResourceKind.customResources.key("", kind.id)]
        let version = definition.map(versions)?.first { $0["name"]?.string == kind.version }
        return version?.at(["schema", "openAPIV3Schema"])
    }

    private static func versions(of definition: JSONValue) -> [JSONValue] {
        definition.at(["spec", "versions"])?.array ?? []
    }

    private static func kind(of definition: JSONValue, _ version: JSONValue) -> ResourceKind? {
        let names = definition.at(["spec", "names"])
        func texts(_ key: String) -> [String] { names?[key]?.array?.compactMap(\.string) ?? [] }
        guard let group = definition.at(["spec", "group"])?.string, let name = version["name"]?.string,
            let plural = names?["plural"]?.string, let kind = names?["kind"]?.string
        else { return nil }
        let hasStatus = version.at(["subresources", "status"]) != nil
        return ResourceKind(
            group: group, version: name, plural: plural,
            singular: names?["singular"]?.string ?? kind.lowercased(), kind: kind, shortNames: texts("shortNames"),
            namespaced: definition.at(["spec", "scope"])?.string == "Namespaced", categories: texts("categories"),
            subresources: hasStatus ? [.status(of: kind)] : [],
            custom: ResourceKind.Custom(
                hasStatus: hasStatus,
                schema: version.at(["schema", "openAPIV3Schema"]) ?? .object(JSONObject()),
                columns: (version["additionalPrinterColumns"]?.array ?? []).map { column in
                    ResourceKind.Custom.Column(
                        name: column["name"]?.string ?? "", type: column["type"]?.string ?? "string",
                        priority: column["priority"]?.int ?? 0, path: column["jsonPath"]?.string ?? "")
                }))
    }

    /// What the server fills in.
    static func fill(_ definition: inout JSONValue) {
        let names = definition.at(["spec", "names"])
        let kind = names?["kind"]?.string ?? ""
        if names?["singular"]?.string?.isEmpty ?? true {
            definition.set(["spec", "names", "singular"], .string(kind.lowercased()))
        }
        if names?["listKind"] == nil { definition.set(["spec", "names", "listKind"], .string(kind + "List")) }
        if definition.at(["spec", "conversion"]) == nil {
            definition.set(["spec", "conversion"], ["strategy": "None"])
        }
        let moment = definition.at(["metadata", "creationTimestamp"]) ?? .null
        let stored = versions(of: definition).filter { $0["storage"]?.bool == true }.compactMap { $0["name"] }
        func condition(_ type: JSONValue, _ reason: JSONValue, _ message: JSONValue) -> JSONValue {
            ["type": type, "status": "True", "lastTransitionTime": moment, "reason": reason, "message": message]
        }
        definition.set(
            ["status"],
            [
                "conditions": [
                    condition("NamesAccepted", "NoConflicts", "no conflicts found"),
                    condition("Established", "InitialNamesAccepted", "the initial names have been accepted"),
                ],
                "acceptedNames": definition.at(["spec", "names"]) ?? .null, "storedVersions": .array(stored),
            ])
    }

    /// The parts of a schema that say no type: it is not structural then.
    private static func untyped(_ schema: CustomSchema, at path: String, _ place: String) -> [FieldProblem] {
        var problems: [FieldProblem] = []
        let type = schema.node["type"]?.string ?? ""
        let isRoot = place == "at the root"
        let isFree = schema.keepsUnknown || schema.node["x-kubernetes-int-or-string"]?.bool == true
        if type.isEmpty, isRoot || !isFree {
            problems.append(
                FieldProblem(field: path + ".type", kind: .required, detail: "must not be empty \(place)"))
        } else if isRoot, type != "object" {
            problems.append(
                FieldProblem(
                    field: path + ".type", kind: .invalid(shown: "\"\(type)\""), detail: "must be object at the root"))
        }
        for name in (schema.node["properties"]?.members.keys ?? []).sorted() {
            guard let inner = schema.property(name) else { continue }
            problems += untyped(inner, at: "\(path).properties[\(name)]", "for specified object fields")
        }
        if let others = schema.others {
            problems += untyped(others, at: path + ".additionalProperties", "for specified object fields")
        }
        if let items = schema.items {
            problems += untyped(items, at: path + ".items", "for specified array items")
        } else if type == "array" {
            problems.append(FieldProblem(field: path + ".items", kind: .required, detail: "must be specified"))
        }
        return problems
    }

    /// What is wrong with a definition: its names, its scope, its versions.
    static func problems(_ definition: JSONValue) -> [FieldProblem] {
        var problems: [FieldProblem] = []
        let spec = definition["spec"] ?? .null
        let group = spec["group"]?.string ?? ""
        let plural = spec.at(["names", "plural"])?.string ?? ""
        if definition.name != "\(plural).\(group)" {
            problems.append(
                FieldProblem(
                    field: "metadata.name", kind: .invalid(shown: "\"\(definition.name)\""),
                    detail: "must be spec.names.plural+\".\"+spec.group"))
        }
        if group.isEmpty {
            problems.append(FieldProblem(field: "spec.group", kind: .required, detail: ""))
        } else if !group.contains(".") {
            problems.append(
                FieldProblem(
                    field: "spec.group", kind: .invalid(shown: "\"\(group)\""),
                    detail: "should be a domain with at least one dot"))
        }
        let scope = spec["scope"]?.string ?? ""
        if scope.isEmpty {
            problems.append(FieldProblem(field: "spec.scope", kind: .required, detail: ""))
        } else if !["Cluster", "Namespaced"].contains(scope) {
            problems.append(
                FieldProblem(
                    field: "spec.scope", kind: .unsupported(shown: "\"\(scope)\""),
                    detail: "supported values: \"Cluster\", \"Namespaced\""))
        }
        for name in ["plural", "kind"] where spec.at(["names", name])?.string?.isEmpty ?? true {
            problems.append(FieldProblem(field: "spec.names.\(name)", kind: .required, detail: ""))
        }
        if versions(of: definition).count(where: { $0["storage"]?.bool == true }) != 1 {
            problems.append(
                FieldProblem(
                    field: "spec.versions", kind: .invalid(shown: "null"),
                    detail: "must have exactly one version marked as storage version"))
        }
        for (index, version) in versions(of: definition).enumerated() {
            let path = "spec.versions[\(index)].schema.openAPIV3Schema"
            if let schema = version.at(["schema", "openAPIV3Schema"]) {
                problems += untyped(CustomSchema(node: schema), at: path, "at the root")
            } else {
                problems.append(FieldProblem(field: path, kind: .required, detail: "schemas are required"))
            }
        }
        if ResourceKind.all.contains(where: { $0.group == group }) {
            problems.append(
                FieldProblem(
                    field: "spec.group", kind: .invalid(shown: "\"\(group)\""),
                    detail: "this group is the API server's own"))
        }
        return problems
    }
}
