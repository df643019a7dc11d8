import Wire

extension APIServer {
    /// The name of the webhook's configuration; without it pods are left alone.
    static let webhookName = "pod-identity-webhook"

    /// A pod as admission lets it in: with a service account, its token volume, and the webhook's additions.
    func admit(pod: JSONValue, namespace: String, name: String) throws(APIFailure) -> JSONValue {
        var pod = pod
        let account = pod.at(["spec", "serviceAccountName"])?.string ?? "default"
        guard let found = cluster.objects[ResourceKind.serviceAccounts.key(namespace, account)] else {
            throw .refused(
                kind: .pods, name: name,
                why: "error looking up service account \(namespace)/\(account): serviceaccount \"\(account)\" not found"
            )
        }
        pod.set(["spec", "serviceAccountName"], .string(account))
        pod.set(["spec", "serviceAccount"], .string(account))
        let configuration = WebhookConfiguration(
            cluster.objects[ResourceKind.mutatingWebhooks.key("", Self.webhookName)])
        switch configuration?.outcome(of: pod, in: cluster.objects[ResourceKind.namespaces.key("", namespace)]) {
        case .called:
            let webhook = PodIdentityWebhook(
                region: cluster.region, associations: cluster.podIdentityAssociations)
            pod = webhook.mutated(pod, namespace: namespace, serviceAccount: found)
        case .refused(let why): throw .failed(why)
        case .passed, nil: break
        }
        try PodLimits(cluster, namespace: namespace).check(pod, name: name)
        let mounts =
            pod.at(["spec", "automountServiceAccountToken"])?.bool ?? found["automountServiceAccountToken"]?.bool
            ?? true
        return mounts ? withAPIAccess(pod) : pod
    }

    /// The pod with the token volume for the API server itself.
    private func withAPIAccess(_ pod: JSONValue) -> JSONValue {
        let directory = "/var/run/secrets/kubernetes.io/serviceaccount"
        let containers = pod.at(["spec", "containers"])?.array ?? []
        let isMounted = containers.contains { container in
            container["volumeMounts"]?.array?.contains { $0["mountPath"]?.string == directory } ?? false
        }
        guard !isMounted else { return pod }
        var numbers = cluster.numbers
        let name = "kube-api-access-" + numbers.suffix()
        let volume: JSONValue = [
            "name": .string(name),
            "projected": [
                "sources": [
                    ["serviceAccountToken": ["expirationSeconds": 3607, "path": "token"]],
                    ["configMap": ["name": "kube-root-ca.crt", "items": [["key": "ca.crt", "path": "ca.crt"]]]],
                    [
                        "downwardAPI": [
                            "items": [
                                [
                                    "path": "namespace",
                                    "fieldRef": ["apiVersion": "v1", "fieldPath": "metadata.namespace"],
                                ]
                            ]
                        ]
                    ],
                ], "defaultMode": 420,
            ],
        ]
        var result = pod
        result.set(["spec", "volumes"], .array((pod.at(["spec", "volumes"])?.array ?? []) + [volume]))
        let mounted = containers.map { container in
            var container = container
            let mount: JSONValue = ["name": .string(name), "readOnly": true, "mountPath": .string(directory)]
            container.set(["volumeMounts"], .array((container["volumeMounts"]?.array ?? []) + [mount]))
            return container
        }
        result.set(["spec", "containers"], .array(mounted))
        return result
    }
}
