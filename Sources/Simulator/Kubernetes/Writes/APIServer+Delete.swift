import Wire

extension APIServer {
    /// Takes an object away, and what it owns.
    mutating func delete(
        _ kind: ResourceKind, _ namespace: String, _ name: String, _ call: APICall
    ) throws(APIFailure) -> APIAnswer {
        let object = try find(kind, namespace, name)
        let options = call.body.isEmpty ? JSONValue.object(JSONObject()) : try ObjectBody.object(of: call)
        let uid = object.at(["metadata", "uid"])?.string ?? ""
        for (field, found) in [("uid", uid), ("resourceVersion", object.at(["metadata", "resourceVersion"])?.string)] {
            guard let wanted = options.at(["preconditions", field])?.string, wanted != found else { continue }
            let label = field == "uid" ? "UID" : "ResourceVersion"
            throw .precondition(
                kind: kind, name: name,
                why: "Precondition failed: \(label) in precondition: \(wanted), \(label) in object meta: \(found ?? "")"
            )
        }
        let policy = options["propagationPolicy"]?.string ?? call.parameter("propagationPolicy") ?? "Background"
        if kind == .namespaces, ["default", "kube-system", "kube-public", "kube-node-lease"].contains(name) {
            throw .refused(kind: kind, name: name, why: "this namespace may not be deleted")
        }
        remove(kind.key(namespace, name), orphaning: policy == "Orphan" || options["orphanDependents"]?.bool == true)
        settle()
        switch kind {
        case .pods, .namespaces:
            var leaving = object
            leaving.set(["metadata", "deletionTimestamp"], .string(now.iso8601))
            if kind == .namespaces {
                leaving.set(["status", "phase"], "Terminating")
            } else {
                leaving.set(["metadata", "deletionGracePeriodSeconds"], options["gracePeriodSeconds"] ?? 30)
            }
            return .object(leaving)
        default: return .success(kind, name: name, uid: uid)
        }
    }

    /// Takes away every object that a request chooses.
    mutating func deleteAll(
        _ kind: ResourceKind, _ namespace: String, _ call: APICall
    ) throws(APIFailure) -> APIAnswer {
        let doomed = try chosen(kind, namespace, call)
        for object in doomed {
            let name = object.at(["metadata", "name"])?.string ?? ""
            remove(kind.key(object.at(["metadata", "namespace"])?.string ?? "", name), orphaning: false)
        }
        settle()
        return .object([
            "kind": .string(kind.kind + "List"), "apiVersion": .string(kind.apiVersion),
            "metadata": ["resourceVersion": .string(String(cluster.objects.version))], "items": .array(doomed),
        ])
    }

    /// Removes an object and what depends on it: what it owns, and what is inside a namespace.
    mutating func remove(_ key: ObjectKey, orphaning: Bool) {
        guard let gone = cluster.objects.remove(key), let uid = gone.at(["metadata", "uid"])?.string else { return }
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
        guard key.resource == ResourceKind.namespaces.id else { return }
        for inside in cluster.objects.keys(in: key.name) { remove(inside, orphaning: false) }
    }
}
