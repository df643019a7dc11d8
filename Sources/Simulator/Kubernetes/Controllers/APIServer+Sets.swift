import Wire

// Stateful sets and daemon sets: pods that have places, and are replaced one after the other.
extension APIServer {
    /// Makes the pods of a stateful set or a daemon set what the set says.
    ///
    /// An ordered stateful set waits for every pod before the next one; a new template stops at the first pod that does
    /// not come up.
    mutating func keepPlaces(of set: JSONValue) {
        adopt(for: set)
        let revision = revision(of: set)
        let places = SetPlace.all(of: set, nodes: cluster.objects.list(ResourceKind.nodes.id).map(\.object))
        var held: Set<SetPlace> = []
        for (key, pod) in owned(.pods, by: set) {
            let place = places.first { $0.holds(pod, of: set) }
            let hasEnded = ["Succeeded", "Failed"].contains(pod.at(["status", "phase"])?.string ?? "")
            if let place, !hasEnded, held.insert(place).inserted { continue }
            remove(key, orphaning: false)
        }
        let isOrdered = set.at(["spec", "podManagementPolicy"])?.string == "OrderedReady"
        for place in places {
            if pod(at: place, of: set) == nil, !start(place, of: set, revision), isOrdered { return }
            if isOrdered, !isReady(place, of: set) { return }
        }
        let strategy = set.at(["spec", "updateStrategy"])
        guard strategy?["type"]?.string == "RollingUpdate" else { return }
        let first = strategy?.at(["rollingUpdate", "partition"])?.int ?? 0
        for place in places.reversed() where place.number ?? first >= first {
            guard let old = pod(at: place, of: set) else { continue }
            if Self.revision(of: old.object) != revision {
                remove(old.key, orphaning: false)
                guard start(place, of: set, revision) else { return }
            }
            guard isReady(place, of: set) else { return }
        }
    }

    private func pod(at place: SetPlace, of set: JSONValue) -> (key: ObjectKey, object: JSONValue)? {
        owned(.pods, by: set).first { place.holds($0.object, of: set) }
    }

    private func isReady(_ place: SetPlace, of set: JSONValue) -> Bool {
        pod(at: place, of: set).map { Self.isReady($0.object) } ?? false
    }

    private static func isReady(_ pod: JSONValue) -> Bool { pod.at(["status", "phase"])?.string == "Running" }

    private static func revision(of pod: JSONValue) -> String? {
        pod.at(["metadata", "labels", SetPlace.revisionLabel])?.string
    }

    /// Takes pods and revisions that the set's selector chooses and that belong to nobody.
    private mutating func adopt(for set: JSONValue) {
        let namespace = set.at(["metadata", "namespace"])?.string ?? "default"
        let selector = Selector(set.at(["spec", "selector"]) ?? .null)
        for kind in [ResourceKind.pods, .controllerRevisions] {
            for (key, object) in cluster.objects.list(kind.id, namespace: namespace)
            where object.at(["metadata", "ownerReferences"]) == nil && selector.matches(object) {
                // Pods of a stateful set have its name and a number.
                let isStateful = set["kind"]?.string == ResourceKind.statefulSets.kind
                guard kind != .pods || !isStateful || Self.number(of: object, in: set) != nil else { continue }
                var orphan = object
                orphan.set(["metadata", "ownerReferences"], [Self.ownerReference(to: set)])
                cluster.objects.put(orphan, at: key)
            }
        }
    }

    private static func number(of pod: JSONValue, in set: JSONValue) -> Int? {
        guard pod.name.hasPrefix(set.name + "-") else { return nil }
        return Int(pod.name.dropFirst(set.name.utf8.count + 1))
    }

    /// Starts a set's pod at a place.
    private mutating func start(_ place: SetPlace, of set: JSONValue, _ revision: String) -> Bool {
        guard let key = spawn(for: set, by: Self.controller(of: set), at: place, revision) else { return false }
        if let pod = cluster.objects[key] { run(pod, key) }
        return true
    }

    private static func controller(of set: JSONValue) -> String {
        "\(set["kind"]?.string?.lowercased() ?? "")-controller"
    }

    // MARK: Revisions

    /// Notes a set's template as its newest revision; those that nothing uses go beyond the set's limit.
    ///
    /// - Returns: What the label of a pod says that is made from it.
    private mutating func revision(of set: JSONValue) -> String {
        let namespace = set.at(["metadata", "namespace"])?.string ?? "default"
        let hash = Self.hash(of: set.at(["spec", "template"]) ?? .null)
        let isStateful = set["kind"]?.string == ResourceKind.statefulSets.kind
        let name = "\(set.name)-\(hash)"
        let label = isStateful ? name : hash
        let key = ResourceKind.controllerRevisions.key(namespace, name)
        let known = owned(.controllerRevisions, by: set)
        let newest = known.compactMap { $0.object["revision"]?.int }.max() ?? 0
        if var same = known.first(where: { $0.key == key })?.object {
            guard same["revision"]?.int != newest else { return label }
            same.set(["revision"], .number(String(newest + 1)))
            cluster.objects.put(same, at: key)
            return label
        }
        var template = set.at(["spec", "template"]) ?? .null
        template.set(["$patch"], "replace")
        var labels = set.at(["spec", "template", "metadata", "labels"])?.members ?? JSONObject()
        labels[isStateful ? "controller.kubernetes.io/hash" : SetPlace.revisionLabel] = hash.json
        var metadata: JSONValue = [
            "name": name.json, "namespace": namespace.json, "uid": .string(cluster.numbers.uuid()),
            "creationTimestamp": .string(now.iso8601), "labels": .object(labels),
            "ownerReferences": [Self.ownerReference(to: set)],
        ]
        metadata.set(["annotations"], set.at(["metadata", "annotations"]))
        cluster.objects.put(
            [
                "kind": "ControllerRevision", "apiVersion": "apps/v1", "metadata": metadata,
                "data": ["spec": ["template": template]], "revision": .number(String(newest + 1)),
            ], at: key)
        forget(known, of: set)
        return label
    }

    private mutating func forget(_ known: [(key: ObjectKey, object: JSONValue)], of set: JSONValue) {
        let used = owned(.pods, by: set).compactMap { Self.revision(of: $0.object) }
        let idle = known.filter { entry in !used.contains { entry.key.name.hasSuffix($0) } }
            .sorted { ($0.object["revision"]?.int ?? 0) < ($1.object["revision"]?.int ?? 0) }
        let limit = set.at(["spec", "revisionHistoryLimit"])?.int ?? 10
        for entry in idle.dropLast(max(0, limit)) { remove(entry.key, orphaning: false) }
    }

    // MARK: Status

    /// Brings the status of a stateful set or a daemon set up to date.
    mutating func reportPlaces(of set: JSONValue, _ key: ObjectKey) {
        let pods = owned(.pods, by: set).map(\.object)
        let hash = Self.hash(of: set.at(["spec", "template"]) ?? .null)
        let ready = pods.count(where: Self.isReady)
        var status = JSONObject([("observedGeneration", set.at(["metadata", "generation"]) ?? 1)])
        func count(_ name: String, _ count: Int) { status[name] = .number(String(count)) }
        if key.resource == ResourceKind.statefulSets.id {
            let newest = "\(set.name)-\(hash)"
            let updated = pods.count { Self.revision(of: $0) == newest }
            let isRolling = set.at(["spec", "updateStrategy", "type"])?.string == "RollingUpdate"
            let isDone = isRolling && updated == pods.count && ready == pods.count
            let current = isDone ? newest : set.at(["status", "currentRevision"])?.string ?? newest
            count("replicas", pods.count)
            if ready > 0 { count("readyReplicas", ready) }
            count("availableReplicas", ready)
            let before = pods.count { Self.revision(of: $0) == current }
            if before > 0 { count("currentReplicas", before) }
            if updated > 0 { count("updatedReplicas", updated) }
            status["currentRevision"] = current.json
            status["updateRevision"] = newest.json
            status["collisionCount"] = 0
        } else {
            let nodes = cluster.objects.list(ResourceKind.nodes.id).map(\.object)
            let wanted = SetPlace.all(of: set, nodes: nodes).count
            count("currentNumberScheduled", pods.count)
            count("numberMisscheduled", 0)
            count("desiredNumberScheduled", wanted)
            count("numberReady", ready)
            let updated = pods.count { Self.revision(of: $0) == hash }
            if updated > 0 { count("updatedNumberScheduled", updated) }
            if ready > 0 { count("numberAvailable", ready) }
            if wanted > ready { count("numberUnavailable", wanted - ready) }
        }
        var changed = set
        changed.set(["status"], .object(status))
        keep(changed, at: key)
    }
}
