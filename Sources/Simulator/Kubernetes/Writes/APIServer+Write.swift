import Wire

extension APIServer {
    /// Makes an object from a request's body.
    mutating func create(_ kind: ResourceKind, _ namespace: String, _ call: APICall) throws(APIFailure) -> APIAnswer {
        var object = try ObjectBody.object(of: call)
        try complete(&object, kind, namespace)
        if object.at(["metadata", "name"])?.string ?? "" == "",
            let prefix = object.at(["metadata", "generateName"])?.string, !prefix.isEmpty
        {
            object.set(["metadata", "name"], .string(prefix + cluster.numbers.suffix()))
        }
        let name = object.at(["metadata", "name"])?.string ?? ""
        guard !name.isEmpty else {
            throw .invalid(
                kind, "",
                [FieldProblem(field: "metadata.name", kind: .required, detail: "name or generateName is required")])
        }
        if cluster.objects[kind.key(namespace, name)] != nil { throw .exists(kind: kind, name: name) }
        object = try noted(object, nil, kind, call)
        return try .object(write(object, over: nil, kind, namespace, name), status: 201)
    }

    /// Puts a whole object in place of another.
    mutating func update(
        _ kind: ResourceKind, _ namespace: String, _ name: String, _ call: APICall
    ) throws(APIFailure) -> APIAnswer {
        let before = try find(kind, namespace, name)
        var object = try ObjectBody.object(of: call)
        try complete(&object, kind, namespace)
        try checkName(object, name)
        object.set(["status"], before["status"])
        object = try noted(object, before, kind, call)
        return try .object(write(object, over: before, kind, namespace, name))
    }

    /// Keeps an object: fills in what the server fills in, checks it, lets admission change it, and lets the
    /// controllers catch up.
    ///
    /// - Returns: the object as it was kept, before the controllers moved.
    mutating func write(
        _ wanted: JSONValue, over before: JSONValue?, _ kind: ResourceKind, _ namespace: String, _ name: String
    ) throws(APIFailure) -> JSONValue {
        if kind.namespaced, cluster.objects[ResourceKind.namespaces.key("", namespace)] == nil {
            throw .notFound(kind: .namespaces, name: namespace)
        }
        var object = wanted
        if let before {
            let version = object.at(["metadata", "resourceVersion"])?.string ?? ""
            if !version.isEmpty, version != before.at(["metadata", "resourceVersion"])?.string {
                throw .stale(kind: kind, name: name)
            }
            for field in ["uid", "creationTimestamp", "resourceVersion", "generation"] {
                object.set(["metadata", field], before.at(["metadata", field]))
            }
        } else {
            object.set(["metadata", "uid"], .string(cluster.numbers.uuid()))
            object.set(["metadata", "creationTimestamp"], .string(now.iso8601))
            for field in ["resourceVersion", "generation", "deletionTimestamp"] {
                object.set(["metadata", field], nil)
            }
            if kind != .namespaces, kind != .pods { object.set(["status"], nil) }
        }
        if kind == .pods, before == nil { object = try admit(pod: object, namespace: namespace, name: name) }
        object = Defaults.filled(object, kind)
        let problems = Validation.problems(object, kind, before: before)
        if !problems.isEmpty { throw .invalid(kind, name, problems) }
        if let before {
            if Self.content(before).sortingKeys() == Self.content(object).sortingKeys() { return before }
            if ["apps", "batch"].contains(kind.group) {
                let generation = before.at(["metadata", "generation"])?.int ?? 1
                let changed = before["spec"]?.sortingKeys() != object["spec"]?.sortingKeys()
                object.set(["metadata", "generation"], .number(String(generation + (changed ? 1 : 0))))
            }
        } else if ["apps", "batch"].contains(kind.group) {
            object.set(["metadata", "generation"], 1)
        }
        guard object.serialized(.compact).utf8.count <= Self.objectBytes else { throw .objectTooLarge }
        let kept = cluster.objects.put(Self.ordered(object), at: kind.key(namespace, name))
        settle()
        return kept
    }

    /// The most bytes of an object that etcd takes.
    private static let objectBytes = 1_572_864

    /// Fills in what a path says about an object, and checks that the object does not say something else.
    func complete(_ object: inout JSONValue, _ kind: ResourceKind, _ namespace: String) throws(APIFailure) {
        let version = object["apiVersion"]?.string ?? kind.apiVersion
        let found = object["kind"]?.string ?? kind.kind
        guard version == kind.apiVersion, found == kind.kind else {
            throw .badRequest(
                "\(found) in version \"\(version)\" cannot be handled as a \(kind.kind): "
                    + "converting (\(version).\(found)) to (\(kind.apiVersion).\(kind.kind)): unknown conversion")
        }
        object.set(["apiVersion"], .string(kind.apiVersion))
        object.set(["kind"], .string(kind.kind))
        guard kind.namespaced else { return }
        let inside = object.at(["metadata", "namespace"])?.string ?? ""
        guard inside.isEmpty || inside == namespace else {
            throw .badRequest("the namespace of the provided object does not match the namespace sent on the request")
        }
        object.set(["metadata", "namespace"], .string(namespace))
    }

    /// Checks that an object has the name in the path.
    func checkName(_ object: JSONValue, _ name: String) throws(APIFailure) {
        let found = object.at(["metadata", "name"])?.string ?? ""
        guard found == name else {
            throw .badRequest("the name of the object (\(found)) does not match the name on the URL (\(name))")
        }
    }

    /// The object with its managed fields as a write that is no apply leaves them.
    func noted(
        _ object: JSONValue, _ before: JSONValue?, _ kind: ResourceKind, _ call: APICall
    ) throws(APIFailure) -> JSONValue {
        let manager = FieldManager(
            name: call.fieldManager, operation: .update, apiVersion: kind.apiVersion, time: now.iso8601)
        return FieldOwnership.update(object, from: before, by: manager)
    }

    /// What makes two versions of an object different: everything but its version and when fields were written.
    private static func content(_ object: JSONValue) -> JSONValue {
        var content = object
        content.set(["metadata", "resourceVersion"], nil)
        let managed = object.at(["metadata", "managedFields"])?.array?.map { entry in
            var entry = entry
            entry.set(["time"], nil)
            return entry
        }
        content.set(["metadata", "managedFields"], managed.map(JSONValue.array))
        return content
    }

    /// The object with its members in the order that Kubernetes writes them.
    private static func ordered(_ object: JSONValue) -> JSONValue {
        var result = JSONObject()
        for key in ["kind", "apiVersion", "metadata"] { result[key] = object[key] }
        for key in object.members.keys where result[key] == nil { result[key] = object[key] }
        return .object(result)
    }
}
