extension ResourceKind {
    static let namespaces = ResourceKind(
        plural: "namespaces", singular: "namespace", kind: "Namespace", shortNames: ["ns"], namespaced: false,
        verbs: ["create", "delete", "get", "list", "patch", "update", "watch"],
        subresources: [
            Subresource(name: "finalize", verbs: ["update"], kind: "Namespace"),
            .status(of: "Namespace"),
        ])

    static let serviceAccounts = ResourceKind(
        plural: "serviceaccounts", singular: "serviceaccount", kind: "ServiceAccount", shortNames: ["sa"],
        subresources: [
            Subresource(
                name: "token", verbs: ["create"], group: "authentication.k8s.io", version: "v1", kind: "TokenRequest")
        ])

    static let pods = ResourceKind(
        plural: "pods", singular: "pod", kind: "Pod", shortNames: ["po"], categories: ["all"],
        subresources: [
            Subresource(name: "exec", verbs: ["create", "get"], kind: "PodExecOptions"),
            Subresource(name: "log", verbs: ["get"], kind: "Pod"),
            Subresource(name: "portforward", verbs: ["create", "get"], kind: "PodPortForwardOptions"),
            .status(of: "Pod"),
        ])

    static let configMaps = ResourceKind(
        plural: "configmaps", singular: "configmap", kind: "ConfigMap", shortNames: ["cm"])

    static let secrets = ResourceKind(plural: "secrets", singular: "secret", kind: "Secret")

    static let services = ResourceKind(
        plural: "services", singular: "service", kind: "Service", shortNames: ["svc"], categories: ["all"],
        subresources: [.status(of: "Service")])

    static let nodes = ResourceKind(
        plural: "nodes", singular: "node", kind: "Node", shortNames: ["no"], namespaced: false,
        subresources: [.status(of: "Node")])

    static let resourceQuotas = ResourceKind(
        plural: "resourcequotas", singular: "resourcequota", kind: "ResourceQuota", shortNames: ["quota"],
        subresources: [.status(of: "ResourceQuota")])

    /// What they define is served, see `CustomKinds`.
    static let customResources = ResourceKind(
        group: "apiextensions.k8s.io", plural: "customresourcedefinitions", singular: "customresourcedefinition",
        kind: "CustomResourceDefinition", shortNames: ["crd", "crds"], namespaced: false,
        categories: ["api-extensions"],
        subresources: [.status(of: "CustomResourceDefinition")])

    static let events = ResourceKind(plural: "events", singular: "event", kind: "Event", shortNames: ["ev"])

    static let deployments = ResourceKind(
        group: "apps", plural: "deployments", singular: "deployment", kind: "Deployment", shortNames: ["deploy"],
        categories: ["all"],
        subresources: [.scale, .status(of: "Deployment")])

    static let replicaSets = ResourceKind(
        group: "apps", plural: "replicasets", singular: "replicaset", kind: "ReplicaSet", shortNames: ["rs"],
        categories: ["all"],
        subresources: [.status(of: "ReplicaSet")])

    static let statefulSets = ResourceKind(
        group: "apps", plural: "statefulsets", singular: "statefulset", kind: "StatefulSet", shortNames: ["sts"],
        categories: ["all"],
        subresources: [.scale, .status(of: "StatefulSet")])

    static let daemonSets = ResourceKind(
        group: "apps", plural: "daemonsets", singular: "daemonset", kind: "DaemonSet", shortNames: ["ds"],
        categories: ["all"],
        subresources: [.status(of: "DaemonSet")])

    static let controllerRevisions = ResourceKind(
        group: "apps", plural: "controllerrevisions", singular: "controllerrevision", kind: "ControllerRevision")

    static let jobs = ResourceKind(
        group: "batch", plural: "jobs", singular: "job", kind: "Job", categories: ["all"],
        subresources: [.status(of: "Job")])

    static let mutatingWebhooks = ResourceKind(
        group: "admissionregistration.k8s.io", plural: "mutatingwebhookconfigurations",
        singular: "mutatingwebhookconfiguration", kind: "MutatingWebhookConfiguration", namespaced: false,
        categories: ["api-extensions"])

    static let roles = ResourceKind(
        group: "rbac.authorization.k8s.io", plural: "roles", singular: "role", kind: "Role")

    static let roleBindings = ResourceKind(
        group: "rbac.authorization.k8s.io", plural: "rolebindings", singular: "rolebinding", kind: "RoleBinding")

    static let clusterRoles = ResourceKind(
        group: "rbac.authorization.k8s.io", plural: "clusterroles", singular: "clusterrole", kind: "ClusterRole",
        namespaced: false)

    static let clusterRoleBindings = ResourceKind(
        group: "rbac.authorization.k8s.io", plural: "clusterrolebindings", singular: "clusterrolebinding",
        kind: "ClusterRoleBinding", namespaced: false)

    static let accessReviews = ResourceKind(
        group: "authorization.k8s.io", plural: "selfsubjectaccessreviews", singular: "selfsubjectaccessreview",
        kind: "SelfSubjectAccessReview", namespaced: false, verbs: ["create"])

    static let rulesReviews = ResourceKind(
        group: "authorization.k8s.io", plural: "selfsubjectrulesreviews", singular: "selfsubjectrulesreview",
        kind: "SelfSubjectRulesReview", namespaced: false, verbs: ["create"])

    static let selfReviews = ResourceKind(
        group: "authentication.k8s.io", plural: "selfsubjectreviews", singular: "selfsubjectreview",
        kind: "SelfSubjectReview", namespaced: false, verbs: ["create"])

    static let tokenReviews = ResourceKind(
        group: "authentication.k8s.io", plural: "tokenreviews", singular: "tokenreview", kind: "TokenReview",
        namespaced: false, verbs: ["create"])

    /// Everything that is served, in the order of discovery.
    static let all: [ResourceKind] = [
        configMaps, events, namespaces, nodes, pods, resourceQuotas, secrets, serviceAccounts, services, deployments,
        replicaSets, statefulSets, daemonSets, controllerRevisions, jobs, roles, roleBindings, clusterRoles,
        clusterRoleBindings, mutatingWebhooks, customResources,
        selfReviews, tokenReviews, accessReviews, rulesReviews,
    ]
}
