import Wire

extension APIServer {
    /// How long a namespace takes to go once everything in it is gone, in seconds.
    static let namespaceSeconds = 5

    /// Takes an object away, and what it owns; a namespace goes when its time is over.
    mutating func delete(
        _ kind: ResourceKind, _ namespace: String, _ name: String, _ call: APICall
    ) throws(APIFailure) -> APIAnswer {
        let options = try RequestOptions.Deletion(call)
        let object = try find(kind, namespace, name)
        let uid = object.at(["metadata", "uid"])?.string ?? ""
        try checkPreconditions(options.preconditions, of: object, kind, uid: uid)
        if kind == .namespaces { return .object(try end(namespace: object, name)) }
        if let kept = holdBack(object, kind.key(namespace, name)) { return .object(kept) }
        remove(kind.key(namespace, name), orphaning: options.orphans)
        settle()
        var leaving = object
        switch kind {
        case .pods:
            leaving.set(["metadata", "deletionTimestamp"], .string(now.iso8601))
            leaving.set(["metadata", "deletionGracePeriodSeconds"], options.grace ?? 30)
            return .object(leaving)
        case .serviceAccounts, .services, .resourceQuotas: return .object(leaving)
        default: return .success(kind, name: name, uid: uid)
        }
    }

    private func checkPreconditions(
        _ wanted: JSONValue, of object: JSONValue, _ kind: ResourceKind, uid: String
    ) throws(APIFailure) {
        if let expected = wanted["uid"]?.string, expected != uid {
            throw .precondition(
                kind: kind, name: object.name,
                why: "the UID in the precondition (\(expected)) does not match the UID in record (\(uid)). The object "
                    + "might have been deleted and then recreated")
        }
        let version = object.at(["metadata", "resourceVersion"])?.string ?? ""
        if let expected = wanted["resourceVersion"]?.string, expected != version {
            throw .precondition(
                kind: kind, name: object.name,
                why: "the ResourceVersion in the precondition (\(expected)) does not match the ResourceVersion in "
                    + "record (\(version)). The object might have been modified")
        }
    }

    /// Starts the end of a namespace: it takes nothing new, and what is in it goes.
    private mutating func end(namespace object: JSONValue, _ name: String) throws(APIFailure) -> JSONValue {
        if ["default", "kube-system", "kube-public"].contains(name) {
            throw .refused(kind: .namespaces, name: name, why: "this namespace may not be deleted")
        }
        guard object.at(["metadata", "deletionTimestamp"]) == nil else { return object }
        var leaving = object
        leaving.set(["metadata", "deletionTimestamp"], .string(now.iso8601))
        leaving.set(["status", "phase"], "Terminating")
        let kept = cluster.objects.put(leaving, at: ResourceKind.namespaces.key("", name))
        for inside in cluster.objects.keys(in: name) { remove(inside, orphaning: false) }
        settle()
        return kept
    }

    /// Notes that an object is to go where something holds it back, nil where nothing does.
    private mutating func holdBack(_ object: JSONValue, _ key: ObjectKey) -> JSONValue? {
        guard object.at(["metadata", "finalizers"])?.array?.isEmpty == false else { return nil }
        guard object.at(["metadata", "deletionTimestamp"]) == nil else { return object }
        var leaving = object
        leaving.set(["metadata", "deletionTimestamp"], .string(now.iso8601))
        leaving.set(["metadata", "deletionGracePeriodSeconds"], 0)
        return cluster.objects.put(leaving, at: key)
    }

    /// Whether an object is to go and nothing holds it back any more.
    static func isReleased(_ object: JSONValue) -> Bool {
        object.at(["metadata", "deletionTimestamp"]) != nil
            && object.at(["metadata", "finalizers"])?.array?.isEmpty ?? true
    }

    /// Takes namespaces away whose time is over.
    mutating func endNamespaces() {
        for (key, namespace) in cluster.objects.list(ResourceKind.namespaces.id) {
            guard let moment = Self.end(ofNamespace: namespace), moment <= now else { continue }
            for inside in cluster.objects.keys(in: key.name) { remove(inside, orphaning: false) }
            cluster.objects.remove(key)
        }
    }

    /// When a namespace goes, nil for one that stays or that something but the server itself holds back.
    static func end(ofNamespace namespace: JSONValue) -> Timestamp? {
        let holders = (namespace.at(["spec", "finalizers"])?.array ?? []).filter { $0 != "kubernetes" }
        guard holders.isEmpty, isReleased(namespace) else { return nil }
        return namespace.at(["metadata", "deletionTimestamp"])?.string.flatMap { Timestamp(iso8601: $0) }?
            .adding(seconds: namespaceSeconds)
    }

    /// Takes away every object that a request chooses.
    mutating func deleteAll(
        _ kind: ResourceKind, _ namespace: String, _ call: APICall
    ) throws(APIFailure) -> APIAnswer {
        let options = try RequestOptions.Deletion(call)
        let doomed = try chosen(kind, namespace, call)
        for object in doomed {
            let key = kind.key(object.at(["metadata", "namespace"])?.string ?? "", object.name)
            remove(key, orphaning: options.orphans)
        }
        settle()
        return .object([
            "kind": .string(kind.kind + "List"), "apiVersion": .string(kind.apiVersion),
            "metadata": ["resourceVersion": .string(String(cluster.objects.version))],
            "items": .array(doomed.map(Self.asListItem)),
        ])
    }

    /// Removes an object and what depends on it.
    mutating func remove(_ key: ObjectKey, orphaning: Bool) {
        guard let gone = cluster.objects.remove(key), let uid = gone.at(["metadata", "uid"])?.string else { return }
        if key.resource == ResourceKind.customResources.id {
            // With a definition go the objects that it defines.
            for (inside, _) in cluster.objects.list(key.name) { remove(inside, orphaning: false) }
        }
        for dependent in cluster.objects.dependents(of: uid) {
            guard orphaning else {
                remove(dependent, orphaning: false)
                continue
            }
            guard var object = cluster.objects[dependent] else { continue }
            let owners = (object.at(["metadata", "ownerReferences"])?.array ?? []).filter { $0["uid"]?.string != uid }
            object.set(["metadata", "ownerReferences"], owners.isEmpty ? nil : .array(owners))
            cluster.objects.put(object, at: dependent)
        }
    }
}
