import Digest
import Wire

extension APIServer {
    /// Makes a deployment's replica sets and their pods what the deployment says.
    mutating func rollOut(_ deployment: JSONValue, _ key: ObjectKey) {
        guard deployment.at(["spec", "paused"])?.bool != true else { return }
        let template = deployment.at(["spec", "template"]) ?? .null
        let hash = Self.hash(of: template)
        let wanted = deployment.at(["spec", "replicas"])?.int ?? 1
        var current: ObjectKey?
        for (setKey, set) in owned(.replicaSets, by: deployment) {
            let isCurrent = set.at(["metadata", "labels", "pod-template-hash"])?.string == hash
            if isCurrent { current = setKey }
            var changed = set
            changed.set(["spec", "replicas"], .number(String(isCurrent ? wanted : 0)))
            keep(changed, at: setKey)
        }
        let setKey = current ?? makeReplicaSet(of: deployment, template, hash: hash, replicas: wanted)
        guard let set = cluster.objects[setKey] else { return }
        fill(set, wanted: wanted)
        for (otherKey, other) in owned(.replicaSets, by: deployment) where otherKey != setKey {
            for (podKey, _) in owned(.pods, by: other) { cluster.objects.remove(podKey) }
        }
    }

    private mutating func makeReplicaSet(
        of deployment: JSONValue, _ template: JSONValue, hash: String, replicas: Int
    ) -> ObjectKey {
        let namespace = deployment.at(["metadata", "namespace"])?.string ?? "default"
        let name = "\(deployment.at(["metadata", "name"])?.string ?? "")-\(hash)"
        let revision = owned(.replicaSets, by: deployment).count + 1
        var labelled = template
        labelled.set(["metadata", "labels", "pod-template-hash"], .string(hash))
        var labels = template.at(["metadata", "labels"])?.members ?? JSONObject()
        labels["pod-template-hash"] = .string(hash)
        var selector = deployment.at(["spec", "selector"]) ?? .null
        selector.set(["matchLabels", "pod-template-hash"], .string(hash))
        let key = ResourceKind.replicaSets.key(namespace, name)
        cluster.objects.put(
            [
                "kind": "ReplicaSet", "apiVersion": "apps/v1",
                "metadata": [
                    "name": .string(name), "namespace": .string(namespace), "uid": .string(cluster.numbers.uuid()),
                    "generation": 1, "creationTimestamp": .string(now.iso8601), "labels": .object(labels),
                    "annotations": ["deployment.kubernetes.io/revision": .string(String(revision))],
                    "ownerReferences": [Self.ownerReference(to: deployment)],
                ],
                "spec": [
                    "replicas": .number(String(replicas)), "selector": selector, "template": labelled,
                ],
            ], at: key)
        if var owner = cluster.objects[ResourceKind.deployments.key(namespace, deployment.name)] {
            owner.set(["metadata", "annotations", "deployment.kubernetes.io/revision"], .string(String(revision)))
            keep(owner, at: ResourceKind.deployments.key(namespace, deployment.name))
        }
        return key
    }

    /// Makes or takes away pods until a replica set has as many as it wants.
    mutating func fill(_ set: JSONValue, wanted: Int) {
        let pods = owned(.pods, by: set)
        for (key, _) in pods.dropFirst(max(0, wanted)) { cluster.objects.remove(key) }
        // Nobody needs thousands of simulated pods.
        for _ in pods.count..<max(min(wanted, 100), pods.count) {
            guard spawn(for: set, by: "replicaset-controller") != nil else { return }
        }
    }

    /// Makes one pod from the template of its owner.
    ///
    /// - Parameters:
    ///   - owner: What the pod belongs to.
    ///   - controller: Who makes it, as events name it.
    ///   - place: The place that it is for; nil where its owner's pods have none.
    ///   - revision: What the pod's label says of the template; for pods with places.
    /// - Returns: Where it is, nil where admission did not let it in; the owner's events say why not.
    mutating func spawn(
        for owner: JSONValue, by controller: String, at place: SetPlace? = nil, _ revision: String = ""
    ) -> ObjectKey? {
        let namespace = owner.at(["metadata", "namespace"])?.string ?? "default"
        let fixed = place?.name(in: owner)
        let name = fixed ?? "\(owner.name)-\(cluster.numbers.suffix())"
        var pod: JSONValue = ["kind": "Pod", "apiVersion": "v1"]
        pod.set(["metadata"], owner.at(["spec", "template", "metadata"]))
        pod.set(["metadata", "name"], .string(name))
        pod.set(["metadata", "generateName"], .string("\(owner.name)-"))
        pod.set(["metadata", "namespace"], .string(namespace))
        pod.set(["metadata", "uid"], .string(cluster.numbers.uuid()))
        pod.set(["metadata", "creationTimestamp"], .string(now.iso8601))
        pod.set(["metadata", "ownerReferences"], [Self.ownerReference(to: owner)])
        pod.set(["spec"], owner.at(["spec", "template", "spec"]))
        place?.settle(&pod, of: owner, revision: revision)
        // Controllers of stateful sets say the same in their own words.
        let words = "create Pod \(name) in StatefulSet \(owner.name)"
        do throws(APIFailure) {
            let key = ResourceKind.pods.key(namespace, name)
            let admitted = Defaults.filled(
                try admit(pod: pod, namespace: namespace, name: fixed ?? "\(owner.name)-"), .pods)
            let problems = fixed == nil ? [] : Validation.problems(admitted, .pods, before: nil)
            guard problems.isEmpty else { throw .invalid(.pods, name, problems) }
            guard cluster.objects[key] == nil else { throw .exists(kind: .pods, name: name) }
            try checkQuota(.pods, namespace, name)
            cluster.objects.put(admitted, at: key)
            event(
                "Normal", "SuccessfulCreate", fixed == nil ? "Created pod: \(name)" : "\(words) successful",
                about: owner, from: controller)
            return key
        } catch {
            event(
                "Warning", "FailedCreate",
                fixed == nil ? "Error creating: \(error.message)" : "\(words) failed error: \(error.message)",
                about: owner, from: controller)
            return nil
        }
    }

    /// The ten characters that tell an owner's templates apart.
    static func hash(of template: JSONValue) -> String {
        let alphabet = Array("bcdfghjklmnpqrstvwxz2456789")
        let digest = SHA256.hash(Array(template.sortingKeys().serialized(.compact).utf8))
        return String(digest.prefix(10).map { alphabet[Int($0) % alphabet.count] })
    }
}

extension JSONValue {
    /// An object's name.
    var name: String { at(["metadata", "name"])?.string ?? "" }
}
