import Wire

/// What keeps pods out of a namespace although their user may make them: its quota, and Pod Security.
struct PodLimits {
    private let cluster: ClusterState
    private let namespace: String

    init(_ cluster: ClusterState, namespace: String) {
        self.cluster = cluster
        self.namespace = namespace
    }

    /// Lets a pod in, or says why not in the words of the API server.
    func check(_ pod: JSONValue, name: String) throws(APIFailure) {
        let label = cluster.objects[ResourceKind.namespaces.key("", namespace)]?
            .at(["metadata", "labels", "pod-security.kubernetes.io/enforce"])?.string
        if label == "restricted", let why = Self.violations(pod) {
            throw .refused(kind: .pods, name: name, why: why)
        }
        guard let limit = cluster.podQuotas[namespace] else { return }
        let used = cluster.objects.list(ResourceKind.pods.id, namespace: namespace).count
        guard used >= limit else { return }
        throw .refused(
            kind: .pods, name: name,
            why: "exceeded quota: pods, requested: pods=1, used: pods=\(used), limited: pods=\(limit)")
    }

    /// What the level `restricted` minds in a pod, as the admission of Kubernetes 1.25 and later lists it.
    private static func violations(_ pod: JSONValue) -> String? {
        let own = pod.at(["spec", "securityContext"])
        var found: [String] = []
        let containers = pod.at(["spec", "containers"])?.array ?? []
        func names(_ isBad: (JSONValue?) -> Bool) -> String? {
            let bad = containers.filter { isBad($0["securityContext"]) }.compactMap { $0["name"]?.string }
            guard !bad.isEmpty else { return nil }
            let quoted = bad.map { "\"\($0)\"" }.joined(separator: ", ")
            return bad.count == 1 ? "container \(quoted)" : "containers \(quoted)"
        }
        if let who = names({ $0?["allowPrivilegeEscalation"]?.bool != false }) {
            found.append(
                "allowPrivilegeEscalation != false (\(who) must set securityContext.allowPrivilegeEscalation=false)")
        }
        if let who = names({ $0?.at(["capabilities", "drop"])?.array?.contains("ALL") != true }) {
            found.append(
                "unrestricted capabilities (\(who) must set securityContext.capabilities.drop=[\"ALL\"])")
        }
        if own?["runAsNonRoot"]?.bool != true, let who = names({ $0?["runAsNonRoot"]?.bool != true }) {
            found.append("runAsNonRoot != true (pod or \(who) must set securityContext.runAsNonRoot=true)")
        }
        let profiles: [JSONValue?] = ["RuntimeDefault", "Localhost"]
        if !profiles.contains(own?.at(["seccompProfile", "type"])),
            let who = names({ !profiles.contains($0?.at(["seccompProfile", "type"])) })
        {
            found.append(
                "seccompProfile (pod or \(who) must set securityContext.seccompProfile.type to \"RuntimeDefault\" or "
                    + "\"Localhost\")")
        }
        return found.isEmpty ? nil : "violates PodSecurity \"restricted:latest\": \(found.joined(separator: ", "))"
    }
}
