import Wire

extension APIServer {
    /// Makes an object from a request's body.
    mutating func create(_ kind: ResourceKind, _ namespace: String, _ call: APICall) throws(APIFailure) -> APIAnswer {
        var object = try ObjectBody.object(of: call, as: kind.kind)
        try complete(&object, kind)
        object = try typed(object, kind, call)
        try place(&object, kind, namespace)
        if object.name.isEmpty, let prefix = object.at(["metadata", "generateName"])?.string, !prefix.isEmpty {
            object.set(["metadata", "name"], .string(prefix + cluster.numbers.suffix()))
        }
        let kept = try write(object, over: nil, kind, namespace, object.name, by: manager(of: call, kind))
        return .object(kept, status: 201)
    }

    /// Puts a whole object in place of another.
    mutating func update(
        _ kind: ResourceKind, _ namespace: String, _ name: String, _ call: APICall
    ) throws(APIFailure) -> APIAnswer {
        var object = try ObjectBody.object(of: call, as: kind.kind)
        try complete(&object, kind)
        object = try typed(object, kind, call)
        try place(&object, kind, namespace)
        try checkName(object, name)
        let before = try find(kind, namespace, name)
        if kind.separatesStatus { object.set(["status"], before["status"]) }
        return try .object(write(object, over: before, kind, namespace, name, by: manager(of: call, kind)))
    }

    /// Keeps an object: fills in what the server fills in, checks it, lets admission change it, and lets the
    /// controllers catch up.
    ///
    /// - Parameters:
    ///   - wanted: the object.
    ///   - before: the object as it was, nil if it is new.
    ///   - kind: its resource.
    ///   - namespace: its namespace, empty for the whole cluster.
    ///   - name: its name.
    ///   - manager: who is noted as the writer of what changes, what the server fills in included; nil where that is
    ///     done already.
    /// - Returns: the object as it was kept, before the controllers moved.
    /// - Throws: `APIFailure` where the object, its namespace or its version does not allow it.
    mutating func write(
        _ wanted: JSONValue, over before: JSONValue?, _ kind: ResourceKind, _ namespace: String, _ name: String,
        by manager: FieldManager? = nil
    ) throws(APIFailure) -> JSONValue {
        if before == nil, kind.namespaced { try checkNamespace(namespace, kind, name) }
        var object = try numbered(wanted, over: before, kind, namespace, name)
        if kind == .daemonSets { Self.countTemplates(of: &object, over: before) }
        object = Defaults.filled(object, kind)
        if let manager { object = FieldOwnership.update(object, from: before, by: manager, Shape.of(kind)) }
        if kind == .pods, before == nil {
            object = Defaults.filled(try admit(pod: object, namespace: namespace, name: name), kind)
        }
        let problems = Validation.problems(object, kind, before: before)
        if !problems.isEmpty { throw .invalid(kind, name, problems) }
        if let before {
            if Self.content(before).sortingKeys() == Self.content(object).sortingKeys() { return before }
            if kind.countsGenerations {
                let generation = before.at(["metadata", "generation"])?.int ?? 1
                let changed = before["spec"]?.sortingKeys() != object["spec"]?.sortingKeys()
                object.set(["metadata", "generation"], .number(String(generation + (changed ? 1 : 0))))
            }
        } else {
            if let found = cluster.objects[kind.key(namespace, name)] {
                let isLeaving = found.at(["metadata", "deletionTimestamp"]) != nil
                throw isLeaving ? .leaving(kind: kind, name: name) : .exists(kind: kind, name: name)
            }
            if kind.namespaced { try checkQuota(kind, namespace, name) }
            if kind.countsGenerations { object.set(["metadata", "generation"], 1) }
        }
        guard object.serialized(.compact).utf8.count <= Self.objectBytes else { throw .objectTooLarge }
        let kept = cluster.objects.put(Self.ordered(object), at: kind.key(namespace, name))
        if kind != .namespaces, Self.isReleased(kept) { remove(kind.key(namespace, name), orphaning: false) }
        settle()
        return kept
    }

    /// The most bytes of an object that etcd takes.
    private static let objectBytes = 1_572_864

    /// Refuses to make anything in a namespace that is not there, or is on its way out.
    func checkNamespace(_ namespace: String, _ kind: ResourceKind, _ name: String) throws(APIFailure) {
        guard let found = cluster.objects[ResourceKind.namespaces.key("", namespace)] else {
            throw .notFound(kind: .namespaces, name: namespace)
        }
        guard found.at(["metadata", "deletionTimestamp"]) == nil else {
            throw .terminating(kind: kind, name: name, namespace: namespace)
        }
    }

    /// The object with what the server alone decides: id, moment, version, generation.
    private mutating func numbered(
        _ wanted: JSONValue, over before: JSONValue?, _ kind: ResourceKind, _ namespace: String, _ name: String
    ) throws(APIFailure) -> JSONValue {
        var object = wanted
        let uid = object.at(["metadata", "uid"])?.string ?? ""
        guard let before else {
            object.set(["metadata", "uid"], .string(cluster.numbers.uuid()))
            object.set(["metadata", "creationTimestamp"], .string(now.iso8601))
            for field in ["resourceVersion", "generation", "deletionTimestamp", "deletionGracePeriodSeconds"] {
                object.set(["metadata", field], nil)
            }
            if kind.separatesStatus, kind != .namespaces, kind != .pods, kind != .nodes { object.set(["status"], nil) }
            return object
        }
        let found = before.at(["metadata", "uid"])?.string ?? ""
        guard uid.isEmpty || uid == found else {
            throw .otherObject(key: kind.key(namespace, name), kind: kind, wanted: uid, found: found)
        }
        let version = object.at(["metadata", "resourceVersion"])?.string ?? ""
        if !version.isEmpty, version != before.at(["metadata", "resourceVersion"])?.string {
            throw .stale(kind: kind, name: name)
        }
        for field in [
            "uid", "creationTimestamp", "resourceVersion", "generation", "deletionTimestamp",
            "deletionGracePeriodSeconds",
        ] {
            object.set(["metadata", field], before.at(["metadata", field]))
        }
        return object
    }

    /// Notes in a daemon set how many templates it has had; nobody else may.
    private static func countTemplates(of set: inout JSONValue, over before: JSONValue?) {
        let path = ["metadata", "annotations", SetPlace.generationAnnotation]
        let template = ["spec", "template"]
        let known = (before ?? set).at(path)?.string.flatMap { Int($0) } ?? 0
        let isChanged = before.map { before in
            Defaults.filled(set, .daemonSets).at(template)?.sortingKeys() != before.at(template)?.sortingKeys()
        }
        set.set(path, .string(String(max(1, known) + (isChanged == true ? 1 : 0))))
    }

    /// Fills in what a path says about an object's kind, and checks that the object does not say something else.
    func complete(_ object: inout JSONValue, _ kind: ResourceKind) throws(APIFailure) {
        let version = object["apiVersion"]?.string ?? kind.apiVersion
        let found = object["kind"]?.string ?? kind.kind
        guard version == kind.apiVersion, found == kind.kind else {
            let isKnown = ResourceKind.all.contains { $0.kind == found && $0.apiVersion == version }
            throw .badRequest(
                "\(found) in version \"\(version.split(separator: "/").last ?? "")\" cannot be handled as a "
                    + "\(kind.kind): "
                    + (isKnown
                        ? "converting (v1.\(found)) to (core.\(kind.kind)): unknown conversion"
                        : "no kind \"\(found)\" is registered for version \"\(version)\" in scheme "
                            + "\"pkg/api/legacyscheme/scheme.go:30\""))
        }
        object.set(["apiVersion"], .string(kind.apiVersion))
        object.set(["kind"], .string(kind.kind))
    }

    /// Puts an object into the namespace of its path, unless it says that it belongs to another.
    func place(_ object: inout JSONValue, _ kind: ResourceKind, _ namespace: String) throws(APIFailure) {
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

    /// Who a write that is no apply is noted under.
    func manager(of call: APICall, _ kind: ResourceKind, subresource: String = "") -> FieldManager {
        FieldManager(
            name: call.fieldManager, operation: .update, apiVersion: kind.apiVersion, time: now.iso8601,
            subresource: subresource)
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
