/// The roles that a simulated cluster knows.
public enum ClusterRole: Sendable, Hashable {
    /// Everything (`system:masters`, the access policy AmazonEKSClusterAdminPolicy).
    case clusterAdmin
    /// The access policy AmazonEKSAdminPolicy.
    case admin
    /// The access policy AmazonEKSEditPolicy.
    case edit
    /// The access policy AmazonEKSViewPolicy.
    case view
    /// Rules of one's own.
    case rules([AccessRule])

    /// The role behind an EKS access policy's name, or nil for one that gives nothing here.
    public init?(accessPolicy name: String) {
        switch name {
        case "AmazonEKSClusterAdminPolicy": self = .clusterAdmin
        case "AmazonEKSAdminPolicy": self = .admin
        case "AmazonEKSEditPolicy": self = .edit
        case "AmazonEKSViewPolicy": self = .view
        case "AmazonEKSAdminViewPolicy":
            self = .rules([AccessRule(groups: ["*"], ["*"], verbs: ["get", "list", "watch"])])
        default: return nil
        }
    }

    /// The role's rules.
    ///
    /// Edit and Admin list `serviceaccounts` but not `serviceaccounts/token`, as EKS's access policies do.
    public var rules: [AccessRule] {
        switch self {
        case .clusterAdmin: [AccessRule(groups: ["*"], ["*"], verbs: ["*"]), AccessRule(paths: ["*"], verbs: ["*"])]
        case .admin:
            Self.edit.rules + [
                AccessRule(groups: ["authorization.k8s.io"], ["localsubjectaccessreviews"], verbs: ["create"]),
                AccessRule(
                    groups: ["rbac.authorization.k8s.io"], ["rolebindings", "roles"],
                    verbs: ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"]),
            ]
        case .edit:
            Self.view.rules + [
                AccessRule(
                    ["configmaps", "pods", "secrets", "serviceaccounts", "services"],
                    verbs: ["create", "delete", "deletecollection", "patch", "update"]),
                AccessRule(["pods/exec", "pods/attach", "pods/portforward"], verbs: ["get", "create"]),
                AccessRule(["secrets"], verbs: ["get", "list", "watch"]),
                AccessRule(["serviceaccounts"], verbs: ["impersonate"]),
                AccessRule(
                    groups: ["batch"], ["jobs"],
                    verbs: ["create", "delete", "deletecollection", "patch", "update"]),
                AccessRule(
                    groups: ["apps"],
                    [
                        "daemonsets", "deployments", "deployments/scale", "replicasets", "replicasets/scale",
                        "statefulsets", "statefulsets/scale",
                    ],
                    verbs: ["create", "delete", "deletecollection", "patch", "update"]),
            ]
        case .view:
            [
                AccessRule(
                    [
                        "configmaps", "events", "namespaces", "namespaces/status", "pods", "pods/log", "pods/status",
                        "resourcequotas", "resourcequotas/status", "serviceaccounts", "services", "services/status",
                    ],
                    verbs: ["get", "list", "watch"]),
                AccessRule(groups: ["batch"], ["jobs", "jobs/status"], verbs: ["get", "list", "watch"]),
                AccessRule(
                    groups: ["apps"],
                    [
                        "controllerrevisions", "daemonsets", "daemonsets/status", "deployments",
                        "deployments/scale", "deployments/status", "replicasets", "replicasets/scale",
                        "replicasets/status", "statefulsets", "statefulsets/scale", "statefulsets/status",
                    ], verbs: ["get", "list", "watch"]),
            ]
        case .rules(let rules): rules
        }
    }
}
