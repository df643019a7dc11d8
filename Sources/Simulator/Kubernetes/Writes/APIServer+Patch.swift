import Wire

extension APIServer {
    /// Changes an object by a patch, or applies a configuration to it.
    mutating func patch(
        _ kind: ResourceKind, _ namespace: String, _ name: String, _ call: APICall
    ) throws(APIFailure) -> APIAnswer {
        let form = try patchForm(call, kind)
        if form == .apply { return try apply(kind, namespace, name, call) }
        let before = try find(kind, namespace, name)
        var object = try patched(before, form, call)
        // A patch that does not speak of the version holds for any version.
        if object.at(["metadata", "resourceVersion"]) == nil {
            object.set(["metadata", "resourceVersion"], before.at(["metadata", "resourceVersion"]))
        }
        try complete(&object, kind)
        object = try typed(patched: object, kind, call)
        try place(&object, kind, namespace)
        try checkName(object, name)
        if kind.separatesStatus { object.set(["status"], before["status"]) }
        return try .object(write(object, over: before, kind, namespace, name, by: manager(of: call, kind)))
    }

    /// Changes an object's status by a patch or as a whole.
    mutating func patchStatus(
        _ kind: ResourceKind, _ namespace: String, _ name: String, _ call: APICall
    ) throws(APIFailure) -> APIAnswer {
        let before = try find(kind, namespace, name)
        var changed: JSONValue
        if call.method == "PUT" {
            changed = try ObjectBody.object(of: call, as: kind.kind)
            changed = try typed(changed, kind, call)
        } else {
            let form = try patchForm(call, kind, takesApply: false)
            changed = try typed(patched: patched(before, form, call), kind, call)
        }
        var object = before
        object.set(["status"], changed["status"])
        return try .object(write(object, over: before, kind, namespace, name))
    }

    /// The form of a patch by its media type.
    func patchForm(
        _ call: APICall, _ kind: ResourceKind, takesApply: Bool = true
    ) throws(APIFailure) -> ObjectBody.Patch {
        // Only the types of built-in kinds say how lists are merged.
        let forms = ObjectBody.Patch.allCases.filter { $0 != .strategic || kind.custom == nil }
        guard let form = forms.first(where: { $0.rawValue == call.contentType }), takesApply || form != .apply else {
            throw .mediaType(accepted: forms.map(\.rawValue))
        }
        return form
    }

    /// Lays a configuration over an object, or makes the object from it.
    ///
    /// A `resourceVersion` in it is what the object has to be, also with `force`, which is about field managers alone: the
    /// managers are judged first, then the registry's `Store.Update` (apiserver, `generic/registry/store.go`) compares the
    /// versions and answers 409, `the object has been modified`. For an object that is not there it means nothing.
    /// Others met it so: kubernetes/website#40179, argoproj/argo-cd#21085.
    private mutating func apply(
        _ kind: ResourceKind, _ namespace: String, _ name: String, _ call: APICall
    ) throws(APIFailure) -> APIAnswer {
        var wanted = try ObjectBody.object(of: call, as: kind.kind)
        try checkApplied(wanted, kind)
        wanted.set(["metadata", "managedFields"], nil)
        wanted.set(["metadata", "creationTimestamp"], nil)
        try place(&wanted, kind, namespace)
        if wanted.at(["metadata", "name"]) == nil { wanted.set(["metadata", "name"], .string(name)) }
        try checkName(wanted, name)
        try Self.checkApplied(wanted, kind)
        let before = cluster.objects[kind.key(namespace, name)]
        if before == nil, let uid = wanted.at(["metadata", "uid"])?.string, !uid.isEmpty {
            throw .otherObject(key: kind.key(namespace, name), kind: kind, wanted: uid, found: "")
        }
        var configuration = wanted
        configuration.set(["metadata", "resourceVersion"], nil)
        configuration.set(["metadata", "uid"], nil)
        let manager = FieldManager(
            name: call.parameter("fieldManager") ?? "", operation: .apply, apiVersion: kind.apiVersion,
            time: now.iso8601)
        var object = try LastApplied.apply(configuration, to: before, by: manager, force: call.flag("force"))
        for field in ["resourceVersion", "uid"] {
            if let value = wanted.at(["metadata", field]) { object.set(["metadata", field], value) }
        }
        object = try typed(patched: object, kind, call)
        let kept = try write(object, over: before, kind, namespace, name)
        return .object(kept, status: before == nil ? 201 : 200)
    }

    /// Refuses a configuration that is about something else, or sets what only the server may set.
    private func checkApplied(_ wanted: JSONValue, _ kind: ResourceKind) throws(APIFailure) {
        let version = wanted["apiVersion"]?.string ?? ""
        guard version == kind.apiVersion else {
            throw .badRequest(
                "Incorrect version specified in apply patch. Specified patch version: \(version), expected: "
                    + kind.apiVersion)
        }
        if let managed = wanted.at(["metadata", "managedFields"])?.array, !managed.isEmpty {
            throw .badRequest("metadata.managedFields must be nil")
        }
        guard wanted["kind"]?.string == kind.kind else {
            throw .unforeseen(
                "failed to merge config: expected objects of the same type, but got {\(wanted["kind"]?.string ?? "")} "
                    + "and {\(kind.kind)}")
        }
    }

    /// An object with a patch done to it.
    func patched(_ before: JSONValue, _ form: ObjectBody.Patch, _ call: APICall) throws(APIFailure) -> JSONValue {
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
            var wanted: JSONValue
            if call.method == "PUT" {
                wanted = try ObjectBody.object(of: call, as: "Scale")
            } else {
                wanted = try patched(Self.scaleObject(object), patchForm(call, kind, takesApply: false), call)
            }
            wanted = try typed(wanted, "Scale", version: "v1", call)
            object.set(["spec", "replicas"], wanted.at(["spec", "replicas"]) ?? 0)
            let writer = manager(of: call, kind, subresource: "scale")
            object = try write(object, over: before, kind, namespace, name, by: writer)
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
