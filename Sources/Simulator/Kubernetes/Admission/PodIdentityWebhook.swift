import Wire

/// What EKS's pod identity webhook does to a pod that is being created.
///
/// It acts on creation only and never says no: a role annotation that is no ARN is injected as it stands.
struct PodIdentityWebhook {
    /// The annotations and labels that the webhook reads.
    private static let prefix = "eks.amazonaws.com/"
    private static let directory = "/var/run/secrets/eks.amazonaws.com/serviceaccount"
    private static let agentDirectory = "/var/run/secrets/pods.eks.amazonaws.com/serviceaccount"

    let region: String
    let associations: [PodIdentityAssociation]

    /// The pod with what its service account's annotations or associations ask for.
    func mutated(_ pod: JSONValue, namespace: String, serviceAccount: JSONValue) -> JSONValue {
        let labels = pod.at(["metadata", "labels"])?.textMembers ?? [:]
        guard labels[Self.prefix + "skip-pod-identity-webhook"] == nil else { return pod }
        let name = serviceAccount.at(["metadata", "name"])?.string ?? ""
        if associations.contains(where: { $0.namespace == namespace && $0.serviceAccount == name }) {
            // Nodes of Fargate have no agent, and the association keeps the role of the annotation away.
            return labels[Self.prefix + "fargate-profile"] == nil ? withAgent(pod) : pod
        }
        let annotations = serviceAccount.at(["metadata", "annotations"])?.textMembers ?? [:]
        guard let role = annotations[Self.prefix + "role-arn"], !role.isEmpty else { return pod }
        var variables: [(String, String)] = []
        if annotations[Self.prefix + "sts-regional-endpoints"] != "false" {
            variables.append(("AWS_STS_REGIONAL_ENDPOINTS", "regional"))
        }
        variables += [("AWS_DEFAULT_REGION", region), ("AWS_REGION", region)]
        let identity = [("AWS_ROLE_ARN", role), ("AWS_WEB_IDENTITY_TOKEN_FILE", Self.directory + "/token")]
        let own = pod.at(["metadata", "annotations"])?.textMembers ?? [:]
        let wanted = (own[Self.prefix + "token-expiration"] ?? annotations[Self.prefix + "token-expiration"])
            .flatMap { Int($0) }
        return injected(
            pod, variables: variables, identity: identity, skipping: skipped(own), volume: "aws-iam-token",
            directory: Self.directory,
            source: [
                "audience": .string(annotations[Self.prefix + "audience"] ?? "sts.amazonaws.com"),
                "expirationSeconds": .number(String(min(max(wanted ?? 86_400, 600), 86_400))), "path": "token",
            ])
    }

    private func withAgent(_ pod: JSONValue) -> JSONValue {
        var result = injected(
            pod,
            variables: [
                ("AWS_STS_REGIONAL_ENDPOINTS", "regional"), ("AWS_DEFAULT_REGION", region), ("AWS_REGION", region),
            ],
            identity: [
                ("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://169.254.170.23/v1/credentials"),
                ("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", Self.agentDirectory + "/eks-pod-identity-token"),
            ], skipping: skipped(pod.at(["metadata", "annotations"])?.textMembers ?? [:]),
            volume: "eks-pod-identity-token", directory: Self.agentDirectory,
            source: [
                "audience": "pods.eks.amazonaws.com", "expirationSeconds": 86_400, "path": "eks-pod-identity-token",
            ])
        result.set(["metadata", "labels", Self.prefix + "pod-identity"], "enabled")
        return result
    }

    private func skipped(_ annotations: [String: String]) -> Set<String> {
        Set(
            (annotations[Self.prefix + "skip-containers"] ?? "").split(separator: ",")
                .map { String($0.filter { $0 != " " }) })
    }

    private func injected(
        _ pod: JSONValue, variables: [(String, String)], identity: [(String, String)], skipping: Set<String>,
        volume: String, directory: String, source: JSONValue
    ) -> JSONValue {
        var spec = pod["spec"] ?? .object(JSONObject())
        var isUsed = false
        for list in ["initContainers", "containers"] {
            guard let containers = spec[list]?.array else { continue }
            let changed = containers.map { container -> JSONValue in
                guard !skipping.contains(container["name"]?.string ?? "") else { return container }
                var container = container
                var environment = container["env"]?.array ?? []
                var names = Set(environment.compactMap { $0["name"]?.string })
                // A container that brings its own identity keeps it; a region of its own, in either name, as well.
                let hasIdentity = identity.contains { names.contains($0.0) }
                if names.contains("AWS_REGION") || names.contains("AWS_DEFAULT_REGION") {
                    names.formUnion(["AWS_REGION", "AWS_DEFAULT_REGION"])
                }
                for (name, value) in variables + (hasIdentity ? [] : identity) where !names.contains(name) {
                    environment.append(["name": .string(name), "value": .string(value)])
                }
                container.set(["env"], .array(environment))
                guard !hasIdentity else { return container }
                isUsed = true
                var mounts = container["volumeMounts"]?.array ?? []
                if !mounts.contains(where: { $0["name"]?.string == volume }) {
                    mounts.append(["name": .string(volume), "readOnly": true, "mountPath": .string(directory)])
                }
                container.set(["volumeMounts"], .array(mounts))
                return container
            }
            spec.set([list], .array(changed))
        }
        var volumes = spec["volumes"]?.array ?? []
        if isUsed, !volumes.contains(where: { $0["name"]?.string == volume }) {
            volumes.insert(
                [
                    "name": .string(volume),
                    "projected": ["sources": [["serviceAccountToken": source]], "defaultMode": 420],
                ], at: 0)
            spec.set(["volumes"], .array(volumes))
        }
        var result = pod
        result.set(["spec"], spec)
        return result
    }
}
