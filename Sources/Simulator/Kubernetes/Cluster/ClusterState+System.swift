import Wire

extension ClusterState {
    /// The namespaces and objects that every EKS cluster starts with.
    mutating func installSystemObjects() {
        var server = APIServer(cluster: self, now: createdAt)
        for name in ["default", "kube-system", "kube-public", "kube-node-lease"] {
            server.install(.namespaces, ["metadata": ["name": name.json]], name: name)
        }
        server.install(.mutatingWebhooks, Self.webhook, name: APIServer.webhookName)
        server.install(.nodes, SystemObjects.node(of: self), name: SystemObjects.nodeName(in: region))
        for role in RoleObjects.builtIn { server.install(.clusterRoles, role, name: role.name) }
        server.install(.clusterRoleBindings, SystemObjects.administrators, name: "cluster-admin")
        for (namespace, service) in SystemObjects.services {
            server.install(.services, service, namespace: namespace, name: service.name)
        }
        self = server.cluster
    }

    /// The configuration of the webhook that runs in EKS's control plane.
    private static let webhook: JSONValue = [
        "metadata": ["name": APIServer.webhookName.json],
        "webhooks": [
            [
                "name": "iam-for-pods.amazonaws.com", "failurePolicy": "Ignore", "sideEffects": "None",
                "admissionReviewVersions": ["v1beta1"], "clientConfig": ["url": WebhookConfiguration.address.json],
                "matchPolicy": "Equivalent", "reinvocationPolicy": "IfNeeded", "timeoutSeconds": 10,
                "rules": [
                    [
                        "apiGroups": [""], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["pods"],
                        "scope": "*",
                    ]
                ],
                "objectSelector": [
                    "matchExpressions": [
                        ["key": "eks.amazonaws.com/skip-pod-identity-webhook", "operator": "DoesNotExist"]
                    ]
                ],
            ]
        ],
    ]
}

extension APIServer {
    /// Keeps an object that nobody asked for through the API; a valid one by construction.
    mutating func install(_ kind: ResourceKind, _ object: JSONValue, namespace: String = "", name: String) {
        var object = object
        object.set(["kind"], .string(kind.kind))
        object.set(["apiVersion"], .string(kind.apiVersion))
        if kind.namespaced { object.set(["metadata", "namespace"], .string(namespace)) }
        _ = try? write(object, over: nil, kind, namespace, name)
    }
}
