import Wire

/// The least of OpenAPI v3 that kubectl needs: which kinds can be patched with the server checking fields.
///
/// Schemas are left out, so that kubectl uses what it has compiled in.
enum OpenAPI {
    /// The list of documents.
    static var index: JSONValue {
        let places = ["api/v1"] + APIServer.groups.map { "apis/\($0)/v1" }
        return [
            "paths": .object(
                JSONObject(places.map { ($0, ["serverRelativeURL": "/openapi/v3/\($0)?hash=1".json]) }))
        ]
    }

    /// The document of one group and version, by the parts of its path, or nil.
    static func document(at parts: [String]) -> JSONValue? {
        let group: String
        switch parts.count {
        case 2 where parts[0] == "api" && parts[1] == "v1": group = ""
        case 3 where parts[0] == "apis" && parts[2] == "v1" && APIServer.groups.contains(parts[1]): group = parts[1]
        default: return nil
        }
        var paths = JSONObject()
        for kind in ResourceKind.all where kind.group == group && kind.verbs.contains("patch") {
            let place = kind.namespaced ? "namespaces/{namespace}/\(kind.plural)" : kind.plural
            paths["/\(parts.joined(separator: "/"))/\(place)/{name}"] = [
                "patch": [
                    "parameters": .array(
                        ["dryRun", "fieldManager", "fieldValidation", "force"].map {
                            [
                                "name": $0.json, "in": "query",
                                "schema": ["type": $0 == "force" ? "boolean" : "string", "uniqueItems": true],
                            ]
                        }), "responses": ["200": ["description": "OK"]], "x-kubernetes-action": "patch",
                    "x-kubernetes-group-version-kind": [
                        "group": kind.group.json, "kind": kind.kind.json, "version": kind.version.json,
                    ],
                ]
            ]
        }
        return [
            "openapi": "3.0.0", "info": ["title": "Kubernetes", "version": "v1"], "paths": .object(paths),
        ]
    }
}
