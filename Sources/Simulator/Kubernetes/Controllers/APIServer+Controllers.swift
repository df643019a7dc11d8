import Wire

extension APIServer {
    /// Lets every controller do what it would do by now; they are quick here, so nothing is left half done.
    mutating func settle() {
        endNamespaces()
        for (key, namespace) in cluster.objects.list(ResourceKind.namespaces.id)
        where namespace.at(["metadata", "deletionTimestamp"]) == nil {
            furnish(key.name, created: namespace.at(["metadata", "creationTimestamp"]))
        }
        let sets = [ResourceKind.statefulSets, .daemonSets]
        for (key, deployment) in cluster.objects.list(ResourceKind.deployments.id) where !Self.isLeaving(deployment) {
            rollOut(deployment, key)
        }
        for (_, set) in sets.flatMap({ cluster.objects.list($0.id) }) where !Self.isLeaving(set) {
            keepPlaces(of: set)
        }
        for (_, set) in cluster.objects.list(ResourceKind.replicaSets.id)
        where set.at(["metadata", "ownerReferences"]) == nil {
            fill(set, wanted: set.at(["spec", "replicas"])?.int ?? 1)
        }
        for (key, job) in cluster.objects.list(ResourceKind.jobs.id) { work(on: job, key) }
        for (key, pod) in cluster.objects.list(ResourceKind.pods.id) { run(pod, key) }
        for (key, set) in cluster.objects.list(ResourceKind.replicaSets.id) { report(set, key) }
        for (key, deployment) in cluster.objects.list(ResourceKind.deployments.id) { report(deployment, key) }
        for (key, set) in sets.flatMap({ cluster.objects.list($0.id) }) { reportPlaces(of: set, key) }
        count()
        let ends = cluster.objects.list(ResourceKind.namespaces.id).compactMap { Self.end(ofNamespace: $0.object) }
        let jobs = cluster.objects.list(ResourceKind.jobs.id).compactMap { Self.end(ofJob: $0.object) }
        cluster.nextMoment = (ends + jobs).min()
    }

    /// Gives a namespace the service account and the certificate that every namespace has.
    private mutating func furnish(_ namespace: String, created: JSONValue?) {
        for (kind, name) in [(ResourceKind.serviceAccounts, "default"), (.configMaps, "kube-root-ca.crt")] {
            let key = kind.key(namespace, name)
            guard cluster.objects[key] == nil else { continue }
            var object: JSONValue = [
                "kind": .string(kind.kind), "apiVersion": .string(kind.apiVersion),
                "metadata": [
                    "name": .string(name), "namespace": .string(namespace), "uid": .string(cluster.numbers.uuid()),
                    "creationTimestamp": .string(now.iso8601),
                ],
            ]
            if kind == .configMaps { object.set(["data", "ca.crt"], .string(cluster.certificateAuthority)) }
            cluster.objects.put(object, at: key)
        }
    }

    /// Whether an object is on its way out: its controller makes nothing for it any more.
    private static func isLeaving(_ object: JSONValue) -> Bool { object.at(["metadata", "deletionTimestamp"]) != nil }

    /// Keeps an object if it differs from what is kept; controllers change an object's status without a trace in
    /// its managed fields.
    mutating func keep(_ object: JSONValue, at key: ObjectKey) {
        guard cluster.objects[key]?.sortingKeys() != object.sortingKeys() else { return }
        cluster.objects.put(object, at: key)
    }

    /// A reference that makes an object depend on another.
    static func ownerReference(to owner: JSONValue) -> JSONValue {
        [
            "apiVersion": owner["apiVersion"] ?? "apps/v1", "kind": owner["kind"] ?? "",
            "name": owner.at(["metadata", "name"]) ?? "", "uid": owner.at(["metadata", "uid"]) ?? "",
            "controller": true, "blockOwnerDeletion": true,
        ]
    }

    /// The objects of a resource that an owner controls.
    func owned(_ kind: ResourceKind, by owner: JSONValue) -> [(key: ObjectKey, object: JSONValue)] {
        let uid = owner.at(["metadata", "uid"])?.string ?? ""
        return cluster.objects.list(kind.id, namespace: owner.at(["metadata", "namespace"])?.string).filter {
            $0.object.at(["metadata", "ownerReferences"])?.array?.contains { $0["uid"]?.string == uid } ?? false
        }
    }

    /// Writes down that something happened to an object, counting what happens again.
    mutating func event(
        _ type: String, _ reason: String, _ message: String, about object: JSONValue, from source: String
    ) {
        let namespace = object.at(["metadata", "namespace"])?.string ?? "default"
        let name = object.at(["metadata", "name"])?.string ?? ""
        let same = cluster.objects.list(ResourceKind.events.id, namespace: namespace).first {
            $0.object.at(["involvedObject", "uid"]) == object.at(["metadata", "uid"])
                && $0.object["reason"]?.string == reason && $0.object["message"]?.string == message
        }
        if let same {
            // Controllers here try again with every request; the moment is noted once a second.
            guard same.object["lastTimestamp"]?.string != now.iso8601 else { return }
            var again = same.object
            again.set(["count"], .number(String((again["count"]?.int ?? 1) &+ 1)))
            again.set(["lastTimestamp"], .string(now.iso8601))
            cluster.objects.put(again, at: same.key)
            return
        }
        let key = ResourceKind.events.key(namespace, "\(name).\(cluster.numbers.suffix(16))")
        cluster.objects.put(
            [
                "kind": "Event", "apiVersion": "v1",
                "metadata": [
                    "name": .string(key.name), "namespace": .string(namespace), "uid": .string(cluster.numbers.uuid()),
                    "creationTimestamp": .string(now.iso8601),
                ],
                "involvedObject": [
                    "kind": object["kind"] ?? "", "namespace": .string(namespace), "name": .string(name),
                    "uid": object.at(["metadata", "uid"]) ?? "", "apiVersion": object["apiVersion"] ?? "",
                    "resourceVersion": object.at(["metadata", "resourceVersion"]) ?? "",
                ], "reason": .string(reason), "message": .string(message), "source": ["component": .string(source)],
                "firstTimestamp": .string(now.iso8601), "lastTimestamp": .string(now.iso8601), "count": 1,
                "type": .string(type), "eventTime": .null, "reportingComponent": .string(source),
                "reportingInstance": "",
            ], at: key)
    }
}
