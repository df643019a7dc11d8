import Wire

extension APIServer {
    /// Changes an object by a patch, or applies a configuration to it.
    mutating func patch(
        _ kind: ResourceKind, _ namespace: String, _ name: String, _ call: APICall
    ) throws(APIFailure) -> APIAnswer {
        guard let form = ObjectBody.Patch(rawValue: call.contentType) else {
            throw .mediaType(accepted: ObjectBody.Patch.allCases.map(\.rawValue))
        }
        if form == .apply { return try apply(kind, namespace, name, call) }
        let before = try find(kind, namespace, name)
        var object = try patched(before, form, call, kind, name)
        // A patch that does not speak of the version holds for any version.
        if object.at(["metadata", "resourceVersion"]) == nil {
            object.set(["metadata", "resourceVersion"], before.at(["metadata", "resourceVersion"]))
        }
        try complete(&object, kind, namespace)
        try checkName(object, name)
        object.set(["status"], before["status"])
        object = try noted(object, before, kind, call)
        return try .object(write(object, over: before, kind, namespace, name))
    }

    /// Changes an object's status by a patch.
    mutating func patchStatus(
        _ kind: ResourceKind, _ namespace: String, _ name: String, _ call: APICall
    ) throws(APIFailure) -> APIAnswer {
        let before = try find(kind, namespace, name)
        let changed: JSONValue
        if call.method == "PUT" {
            changed = try ObjectBody.object(of: call)
        } else {
            guard let form = ObjectBody.Patch(rawValue: call.contentType), form != .apply else {
                throw .mediaType(accepted: ObjectBody.Patch.allCases.map(\.rawValue))
            }
            changed = try patched(before, form, call, kind, name)
        }
        var object = before
        object.set(["status"], changed["status"])
        return try .object(write(object, over: before, kind, namespace, name))
    }

    /// Lays a configuration over an object, or makes the object from it.
    private mutating func apply(
        _ kind: ResourceKind, _ namespace: String, _ name: String, _ call: APICall
    ) throws(APIFailure) -> APIAnswer {
        var wanted = try ObjectBody.object(of: call)
        guard let manager = call.parameter("fieldManager"), !manager.isEmpty else {
            throw .invalid(
                kind: "PatchOptions", group: "meta.k8s.io", name: "",
                problems: [
                    FieldProblem(field: "fieldManager", kind: .required, detail: "is required for apply patch")
                ])
        }
        if let managed = wanted.at(["metadata", "managedFields"])?.array, !managed.isEmpty {
            throw .badRequest("metadata.managedFields must be nil")
        }
        wanted.set(["metadata", "managedFields"], nil)
        wanted.set(["metadata", "creationTimestamp"], nil)
        try complete(&wanted, kind, namespace)
        if wanted.at(["metadata", "name"]) == nil { wanted.set(["metadata", "name"], .string(name)) }
        try checkName(wanted, name)
        let before = cluster.objects[kind.key(namespace, name)]
        var configuration = wanted
        configuration.set(["metadata", "resourceVersion"], nil)
        var object = try FieldOwnership.apply(
            configuration, to: before,
            by: FieldManager(name: manager, operation: .apply, apiVersion: kind.apiVersion, time: now.iso8601),
            force: call.flag("force"))
        if let version = wanted.at(["metadata", "resourceVersion"]) {
            object.set(["metadata", "resourceVersion"], version)
        }
        let kept = try write(object, over: before, kind, namespace, name)
        return .object(kept, status: before == nil ? 201 : 200)
    }

    /// An object with a patch done to it.
    func patched(
        _ before: JSONValue, _ form: ObjectBody.Patch, _ call: APICall, _ kind: ResourceKind, _ name: String
    ) throws(APIFailure) -> JSONValue {
        let patch = try ObjectBody.json(call.body)
        switch form {
        case .merge: return JSONPatches.merged(before, patch)
        case .strategic: return JSONPatches.strategic(before, patch)
        case .json: return try JSONPatches.patched(before, patch)
        case .apply: return before
        }
    }

    /// Reads or changes how many pods a deployment wants.
    mutating func scale(
        _ kind: ResourceKind, _ namespace: String, _ name: String, _ call: APICall
    ) throws(APIFailure) -> APIAnswer {
        var object = try find(kind, namespace, name)
        if call.verb != "get" {
            let before = object
            let current = Self.scaleObject(object)
            let wanted: JSONValue
            if call.method == "PUT" {
                wanted = try ObjectBody.object(of: call)
            } else {
                guard let form = ObjectBody.Patch(rawValue: call.contentType), form != .apply else {
                    throw .mediaType(accepted: ObjectBody.Patch.allCases.map(\.rawValue))
                }
                wanted = try patched(current, form, call, kind, name)
            }
            object.set(["spec", "replicas"], wanted.at(["spec", "replicas"]) ?? 0)
            object = try noted(object, before, kind, call)
            object = try write(object, over: before, kind, namespace, name)
        }
        return .object(Self.scaleObject(object))
    }

    private static func scaleObject(_ object: JSONValue) -> JSONValue {
        var metadata = JSONObject()
        for key in ["name", "namespace", "uid", "resourceVersion", "creationTimestamp"] {
            metadata[key] = object.at(["metadata", key])
        }
        let labels = object.at(["spec", "selector", "matchLabels"])?.textMembers ?? [:]
        return [
            "kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": .object(metadata),
            "spec": ["replicas": object.at(["spec", "replicas"]) ?? 0],
            "status": [
                "replicas": object.at(["status", "replicas"]) ?? 0,
                "selector": .string(labels.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: ",")),
            ],
        ]
    }
}
