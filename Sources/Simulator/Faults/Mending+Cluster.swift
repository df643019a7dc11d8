import Wire

extension ClusterState {
    /// Takes a change out of it.
    static func mend(
        _ mending: inout Mending, _ now: inout ClusterState, _ after: ClusterState, _ before: ClusterState,
        at moment: Timestamp
    ) {
        mending.part(&now.name, after.name, before.name)
        mending.part(&now.version, after.version, before.version)
        mending.part(&now.platformVersion, after.platformVersion, before.platformVersion)
        mending.part(&now.authenticationMode, after.authenticationMode, before.authenticationMode)
        mending.part(&now.publicEndpoint, after.publicEndpoint, before.publicEndpoint)
        mending.list(&now.addons, after.addons, before.addons)
        mending.part(&now.isAutomatic, after.isAutomatic, before.isAutomatic)
        mending.list(
            &now.accessEntries, after.accessEntries, before.accessEntries, by: \.principalARN, same: ==)
        mending.list(
            &now.podIdentityAssociations, after.podIdentityAssociations, before.podIdentityAssociations, by: \.id,
            same: ==)
        mending.list(&now.staticTokens, after.staticTokens, before.staticTokens, by: \.token, same: ==)
        mending.list(&now.bindings, after.bindings, before.bindings)
        mending.members(&now.withheld, after.withheld, before.withheld)
        mending.table(&now.unpullableImages, after.unpullableImages, before.unpullableImages) { $0.part(&$1, $2, $3) }
        mending.members(&now.closedToPods, after.closedToPods, before.closedToPods)
        mending.table(&now.podQuotas, after.podQuotas, before.podQuotas) { $0.part(&$1, $2, $3) }
        var server = APIServer(cluster: now, now: moment)
        server.mend(&mending, after.objects, before.objects)
        now = server.cluster
    }
}

extension APIServer {
    /// Takes a change out of the objects; controllers do then what follows from that.
    fileprivate mutating func mend(_ mending: inout Mending, _ after: ObjectStore, _ before: ObjectStore) {
        let keys = Set(after.all.keys).union(before.all.keys).filter { after[$0] != before[$0] }
        guard !keys.isEmpty else { return }
        var goes: [ObjectKey] = []
        for key in keys.sorted(by: { ($0.resource, $0.namespace, $0.name) < ($1.resource, $1.namespace, $1.name) }) {
            switch (cluster.objects[key], after[key], before[key]) {
            case (let present?, let left?, let earlier?):
                guard let mended = Self.mended(&mending, present, left, earlier) else { continue }
                cluster.objects.put(mended, at: key)
            case (nil, _?, _?): mending.note(changed: false)
            case (let present, nil, let earlier?):
                if present == nil { cluster.objects.put(earlier, at: key) }
                mending.note(changed: present == nil)
            case (let present, let left?, nil):
                let isSame =
                    present.map { Self.uid($0) == Self.uid(left) && !isOther(left, after, before) } ?? false
                if isSame { goes.append(key) }
                // What happened to an object, and what controllers made for it, is no deed of its own.
                if !Self.follows(key, left) { mending.note(made: isSame) }
            case (_, nil, nil): break
            }
        }
        for key in goes where key.resource != ResourceKind.namespaces.id { remove(key, orphaning: false) }
        for key in goes where key.resource == ResourceKind.namespaces.id && cluster.objects.keys(in: key.name).isEmpty {
            cluster.objects.remove(key)
        }
        settle()
    }

    /// Whether an object came by itself, as something else was made.
    private static func follows(_ key: ObjectKey, _ object: JSONValue) -> Bool {
        key.resource == ResourceKind.events.id || object.at(["metadata", "ownerReferences"]) != nil
            || key.resource == ResourceKind.configMaps.id && key.name == "kube-root-ca.crt"
            || key.resource == ResourceKind.serviceAccounts.id && key.name == "default"
    }

    /// Whether an owner of pods has other pods by now than those it was made with, as after a restart.
    private func isOther(_ owner: JSONValue, _ after: ObjectStore, _ before: ObjectStore) -> Bool {
        guard ["Deployment", "ReplicaSet", "Job"].contains(owner["kind"]?.string) else { return false }
        let (made, present) = (Self.pods(of: owner, in: after), Self.pods(of: owner, in: cluster.objects))
        return made.isEmpty ? !present.isEmpty : made.isDisjoint(with: present)
    }

    /// The uids of the pods beneath an owner.
    private static func pods(of owner: JSONValue, in objects: ObjectStore) -> Set<String> {
        var found: Set<String> = []
        for key in objects.dependents(of: uid(owner)) {
            guard let object = objects[key] else { continue }
            if key.resource == ResourceKind.pods.id {
                found.insert(uid(object))
            } else {
                found.formUnion(pods(of: object, in: objects))
            }
        }
        return found
    }

    private static func uid(_ object: JSONValue) -> String { object.at(["metadata", "uid"])?.string ?? "" }

    /// An object without a change; nil where nothing of it is left there.
    private static func mended(
        _ mending: inout Mending, _ now: JSONValue, _ after: JSONValue, _ before: JSONValue
    ) -> JSONValue? {
        var mended = now
        for path in paths(after, before) {
            let (left, earlier) = (after.at(path), before.at(path))
            guard left != earlier else { continue }
            let isSame = now.at(path) == left
            if isSame { mended.set(path, earlier) }
            if !traces.contains(path) { mending.note(changed: isSame) }
        }
        return mended == now ? nil : mended
    }

    /// What every write leaves, whatever was written.
    private static let traces: Set<[String]> = [
        ["metadata", "uid"], ["metadata", "creationTimestamp"], ["metadata", "generation"],
        ["metadata", "managedFields"],
    ]

    /// The parts of an object, without what the store and the controllers see to.
    private static func paths(_ one: JSONValue, _ other: JSONValue) -> Set<[String]> {
        var found: Set<[String]> = []
        for value in [one, other] {
            for member in value.members.keys where member != "metadata" && member != "status" {
                found.formUnion(parts(value[member], [member]))
            }
            for member in value["metadata"]?.members.keys ?? [] where member != "resourceVersion" {
                found.formUnion(parts(value.at(["metadata", member]), ["metadata", member]))
            }
        }
        return found
    }

    /// A member, or its members where it has names for them: annotations, labels.
    private static func parts(_ value: JSONValue?, _ path: [String]) -> [[String]] {
        guard ["annotations", "labels", "spec"].contains(path.last), let members = value?.object?.keys, !members.isEmpty
        else { return [path] }
        return members.map { path + [$0] }
    }
}
