import Wire

/// What the server serves and what its objects hold, as OpenAPI describes it: for `kubectl explain`, for patches and
/// for checks on the client's side.
enum OpenAPI {
    private static let prefix = "io.k8s.api."

    /// The list of documents of version 3.
    ///
    /// - Parameters:
    ///   - groups: The groups that are served.
    ///   - generation: What changes with the definitions of kinds, as clients keep what they have read by it.
    /// - Returns: The list.
    static func index(of groups: [APIServer.Group], generation: Int) -> JSONValue {
        let places =
            ["api/v1"] + groups.flatMap { group in group.versions.map { "apis/\(group.name)/\($0)" } }
        return [
            "paths": .object(
                JSONObject(places.map { ($0, ["serverRelativeURL": "/openapi/v3/\($0)?hash=3-\(generation)".json]) }))
        ]
    }

    /// The document of one group and version, by the parts of its path, or nil.
    static func document(at parts: [String], _ objects: ObjectStore) -> JSONValue? {
        let (group, version): (String, String)
        switch parts.count {
        case 2 where parts[0] == "api": (group, version) = ("", parts[1])
        case 3 where parts[0] == "apis": (group, version) = (parts[1], parts[2])
        default: return nil
        }
        let own = ResourceKind.all.filter { $0.group == group && $0.version == version }
        let custom = own.isEmpty ? CustomKinds.all(in: objects) : []
        let kinds = own + custom.filter { $0.group == group && $0.version == version }
        guard !kinds.isEmpty else { return nil }
        var schemas = schemas(of: kinds, referring: "#/components/schemas/")
        for kind in kinds where kind.custom != nil {
            add(kind, CustomKinds.schema(of: kind, in: objects) ?? ["type": "object"], to: &schemas)
        }
        return [
            "openapi": "3.0.0", "info": ["title": "Kubernetes", "version": "v1"],
            "paths": .object(paths(of: kinds, below: "/" + parts.joined(separator: "/"))),
            "components": ["schemas": .object(schemas)],
        ]
    }

    /// The one document of version 2.
    static var wholeDocument: JSONValue {
        [
            "swagger": "2.0", "info": ["title": "Kubernetes", "version": "v1"], "paths": .object(JSONObject()),
            "definitions": .object(schemas(of: ResourceKind.all, referring: "#/definitions/")),
        ]
    }

    /// The names by which schemas are known, and the shapes behind them.
    static func schemas(of kinds: [ResourceKind], referring place: String) -> JSONObject {
        var schemas = JSONObject()
        for kind in kinds {
            guard let shape = Shape.of(kind) else { continue }
            add(shape, kind, to: &schemas, place)
        }
        return schemas
    }

    /// Adds the schema that a definition has for its kind, with what every object has.
    private static func add(_ kind: ResourceKind, _ schema: JSONValue, to schemas: inout JSONObject) {
        if let shape = Shape.all["ObjectMeta"] { add(shape, nil, to: &schemas, "#/components/schemas/") }
        var schema = schema
        schema.set(
            ["properties", "apiVersion"], ["type": "string", "description": "The group and version of the object."])
        schema.set(["properties", "kind"], ["type": "string", "description": "The kind of the object."])
        schema.set(
            ["properties", "metadata"],
            [
                "allOf": [["$ref": "#/components/schemas/\(prefix)ObjectMeta"]],
                "description": "What the object says of itself.",
            ])
        schema.set(
            ["x-kubernetes-group-version-kind"],
            [["group": kind.group.json, "kind": kind.kind.json, "version": kind.version.json]])
        let name = (kind.group.split(separator: ".").reversed() + [kind.version[...], kind.kind[...]])
        schemas[name.joined(separator: ".")] = schema
    }

    private static func add(_ shape: Shape, _ kind: ResourceKind?, to schemas: inout JSONObject, _ place: String) {
        let name = prefix + shape.name
        guard schemas[name] == nil else { return }
        schemas[name] = .null
        var properties = JSONObject()
        if kind != nil {
            properties["apiVersion"] = ["type": "string", "description": "The group and version of the object."]
            properties["kind"] = ["type": "string", "description": "The kind of the object."]
        }
        for field in shape.members.values.sorted(by: { $0.name < $1.name }) {
            properties[field.name] = property(field, place)
            if let inner = Shape.of(field.type) { add(inner, nil, to: &schemas, place) }
        }
        var schema = JSONObject([("type", "object")])
        if !shape.text.isEmpty { schema["description"] = .string(shape.text) }
        schema["properties"] = .object(properties)
        let required = shape.members.values.filter(\.isAlways).map(\.name).sorted()
        if !required.isEmpty { schema["required"] = .array(required.map(JSONValue.string)) }
        if shape.isAtomic { schema["x-kubernetes-map-type"] = "atomic" }
        if let kind {
            schema["x-kubernetes-group-version-kind"] = [
                ["group": kind.group.json, "kind": kind.kind.json, "version": kind.version.json]
            ]
        }
        schemas[name] = .object(schema)
    }

    private static func property(_ field: Shape.Field, _ place: String) -> JSONValue {
        var object = schema(of: field.type, place)
        if !field.text.isEmpty { object["description"] = .string(field.text) }
        guard case .list = field.type.target else { return .object(object) }
        if let key = field.patchKey ?? field.keys.first, field.keys != ["set"] {
            object["x-kubernetes-patch-merge-key"] = .string(key)
            object["x-kubernetes-patch-strategy"] = field.isRetained ? "merge,retainKeys" : "merge"
        }
        if field.keys == ["set"] {
            object["x-kubernetes-patch-strategy"] = "merge"
            object["x-kubernetes-list-type"] = "set"
        } else if field.keys.isEmpty {
            object["x-kubernetes-list-type"] = "atomic"
        } else {
            object["x-kubernetes-list-map-keys"] = .array(field.keys.map(JSONValue.string))
            object["x-kubernetes-list-type"] = "map"
        }
        return .object(object)
    }

    private static func schema(of type: FieldType, _ place: String) -> JSONObject {
        switch type {
        case .text, .quantity: JSONObject([("type", "string")])
        case .flag: JSONObject([("type", "boolean")])
        case .number(let bits): JSONObject([("type", "integer"), ("format", .string("int\(bits)"))])
        case .intOrText: JSONObject([("type", "string"), ("format", "int-or-string")])
        case .time: JSONObject([("type", "string"), ("format", "date-time")])
        case .bytes: JSONObject([("type", "string"), ("format", "byte")])
        case .anything, .raw: JSONObject([("type", "object")])
        case .object(let name): JSONObject([("$ref", .string(place + prefix + name))])
        case .list(let item): JSONObject([("type", "array"), ("items", .object(schema(of: item, place)))])
        case .map(let value):
            JSONObject([("type", "object"), ("additionalProperties", .object(schema(of: value, place)))])
        case .pointer(let target): schema(of: target, place)
        }
    }

    private static func paths(of kinds: [ResourceKind], below root: String) -> JSONObject {
        var paths = JSONObject()
        for kind in kinds {
            let list = "\(root)/\(kind.namespaced ? "namespaces/{namespace}/" : "")\(kind.plural)"
            paths[list] = operations(kind, [("get", "list"), ("post", "create")])
            paths["\(list)/{name}"] = operations(
                kind, [("delete", "delete"), ("get", "get"), ("patch", "patch"), ("put", "update")])
        }
        return paths
    }

    private static func operations(_ kind: ResourceKind, _ methods: [(method: String, verb: String)]) -> JSONValue {
        var operations = JSONObject()
        for (method, verb) in methods where kind.verbs.contains(verb) {
            var parameters: [String] = []
            if ["create", "patch", "update"].contains(verb) {
                parameters = ["dryRun", "fieldManager", "fieldValidation"]
            }
            if verb == "patch" { parameters.append("force") }
            operations[method] = [
                "parameters": .array(
                    parameters.map {
                        [
                            "name": $0.json, "in": "query",
                            "schema": ["type": $0 == "force" ? "boolean" : "string", "uniqueItems": true],
                        ]
                    }), "responses": ["200": ["description": "OK"]],
                "x-kubernetes-action": (verb == "create" ? "post" : verb == "update" ? "put" : verb).json,
                "x-kubernetes-group-version-kind": [
                    "group": kind.group.json, "kind": kind.kind.json, "version": kind.version.json,
                ],
            ]
        }
        return .object(operations)
    }
}
