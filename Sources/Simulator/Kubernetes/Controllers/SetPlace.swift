import Wire

/// A place that a set keeps a pod at: a number of a stateful set, or a node of a daemon set.
struct SetPlace: Hashable {
    /// The number; nil for a node.
    var number: Int?
    /// The node; nil where any will do.
    var node: String?

    /// The name of its pod; nil where a part of it is made up.
    func name(in set: JSONValue) -> String? { number.map { "\(set.name)-\($0)" } }

    /// Whether a pod of the set is the one of this place.
    func holds(_ pod: JSONValue, of set: JSONValue) -> Bool {
        if let name = name(in: set) { return pod.name == name }
        return Self.node(of: pod) == node
    }

    /// The places that a set has.
    ///
    /// - Parameters:
    ///   - set: A stateful set or a daemon set.
    ///   - nodes: The nodes of the cluster.
    /// - Returns: The places, in the order in which pods are started.
    static func all(of set: JSONValue, nodes: [JSONValue]) -> [SetPlace] {
        guard set["kind"]?.string == ResourceKind.statefulSets.kind else {
            return nodes.filter { isFor(set.at(["spec", "template", "spec"]) ?? .null, $0) }
                .map { SetPlace(node: $0.name) }
        }
        let first = set.at(["spec", "ordinals", "start"])?.int ?? 0
        // Nobody needs thousands of simulated pods.
        let count = min(max(0, set.at(["spec", "replicas"])?.int ?? 1), 100)
        return (0..<count).map { SetPlace(number: first &+ $0) }
    }

    /// Makes a pod of the set's template the one of this place, as the set's controller does.
    ///
    /// - Parameters:
    ///   - pod: The pod.
    ///   - set: Its set.
    ///   - revision: What the pod's label says of the template that it was made from.
    func settle(_ pod: inout JSONValue, of set: JSONValue, revision: String) {
        pod.set(["metadata", "labels", Self.revisionLabel], revision.json)
        if let number {
            let name = "\(set.name)-\(number)"
            pod.set(["metadata", "labels", "statefulset.kubernetes.io/pod-name"], name.json)
            pod.set(["metadata", "labels", "apps.kubernetes.io/pod-index"], "\(number)".json)
            pod.set(["spec", "hostname"], name.json)
            if let service = set.at(["spec", "serviceName"])?.string, !service.isEmpty {
                pod.set(["spec", "subdomain"], service.json)
            }
            addClaims(to: &pod, of: set, name)
        }
        guard let node else { return }
        pod.set(
            ["metadata", "labels", "pod-template-generation"],
            set.at(["metadata", "annotations", Self.generationAnnotation]))
        let needed = ["spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution"]
        let field: JSONValue = ["key": "metadata.name", "operator": "In", "values": [node.json]]
        let terms = pod.at(needed + ["nodeSelectorTerms"])?.array ?? [.object(JSONObject())]
        pod.set(
            needed + ["nodeSelectorTerms"],
            .array(
                terms.map { term in
                    var term = term
                    term.set(["matchFields"], [field])
                    return term
                }))
        let known = pod.at(["spec", "tolerations"])?.array ?? []
        pod.set(["spec", "tolerations"], .array(known + Self.tolerations.filter { !known.contains($0) }))
    }

    /// The label of pods that says which revision they were made from.
    static let revisionLabel = "controller-revision-hash"

    /// The annotation of a daemon set that counts its templates.
    static let generationAnnotation = "deprecated.daemonset.template.generation"

    /// What pods of daemon sets do not mind on their nodes.
    private static let tolerations: [JSONValue] =
        ["not-ready", "unreachable"].map { toleration($0, "NoExecute") }
        + ["disk-pressure", "memory-pressure", "pid-pressure", "unschedulable"].map { toleration($0, "NoSchedule") }

    private static func toleration(_ taint: String, _ effect: String) -> JSONValue {
        ["key": "node.kubernetes.io/\(taint)".json, "operator": "Exists", "effect": effect.json]
    }

    /// Every pod of a stateful set has its own claim for each of the set's.
    private func addClaims(to pod: inout JSONValue, of set: JSONValue, _ name: String) {
        let claims = (set.at(["spec", "volumeClaimTemplates"])?.array ?? []).map(\.name)
        guard !claims.isEmpty else { return }
        let others = (pod.at(["spec", "volumes"])?.array ?? []).filter { volume in
            !claims.contains(volume["name"]?.string ?? "")
        }
        let own = claims.map { claim -> JSONValue in
            ["name": claim.json, "persistentVolumeClaim": ["claimName": "\(claim)-\(name)".json]]
        }
        pod.set(["spec", "volumes"], .array(own + others))
    }

    /// The node that a pod is on, or that its daemon set made it for; nil for others.
    static func node(of pod: JSONValue) -> String? {
        pod.at(["spec", "nodeName"])?.string
            ?? pod.at([
                "spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution",
                "nodeSelectorTerms",
            ])?.array?.first?["matchFields"]?.array?.first?["values"]?.array?.first?.string
    }

    /// Whether pods may be on a node: by its labels, and by taints that they mind.
    private static func isFor(_ pod: JSONValue, _ node: JSONValue) -> Bool {
        let labels = node.at(["metadata", "labels"])?.textMembers ?? [:]
        let wanted = pod["nodeSelector"]?.textMembers ?? [:]
        guard wanted.allSatisfy({ labels[$0.key] == $0.value }) else { return false }
        let tolerated = (pod["tolerations"]?.array ?? []) + tolerations
        return (node.at(["spec", "taints"])?.array ?? []).allSatisfy { taint in
            taint["effect"]?.string == "PreferNoSchedule"
                || tolerated.contains { toleration in
                    let key = toleration["key"]?.string ?? ""
                    let effect = toleration["effect"]?.string ?? ""
                    guard key.isEmpty || key == taint["key"]?.string,
                        effect.isEmpty || effect == taint["effect"]?.string
                    else { return false }
                    return toleration["operator"]?.string == "Exists"
                        || toleration["value"]?.string ?? "" == taint["value"]?.string ?? ""
                }
        }
    }
}
