/// Decides what a user may do in a cluster.
struct ClusterAuthorizer {
    let bindings: [RoleBinding]
    private let withheld: Set<String>

    /// Takes a cluster's bindings: those that it was made with, and the objects that people have written.
    init(_ cluster: ClusterState) {
        withheld = cluster.withheld
        bindings = cluster.bindings + RoleObjects(cluster).bindings
    }

    /// Whether the user may do it.
    func allows(_ action: AccessAction, by user: ClusterUser) -> Bool {
        if case .resource(_, let resource, _) = action.target,
            withheld.contains("\(action.verb) \(resource)") || withheld.contains("* \(resource)")
        {
            return false
        }
        return rules(of: user, in: action.namespace).contains { $0.allows(action) }
    }

    /// Every rule that applies to the user in a namespace (empty: what holds everywhere).
    func rules(of user: ClusterUser, in namespace: String) -> [AccessRule] {
        var rules = Self.everybody
        if user.groups.contains("system:authenticated") { rules += Self.authenticated }
        if user.groups.contains("system:serviceaccounts") { rules += Self.accounts }
        if user.groups.contains("system:masters") { rules += ClusterRole.clusterAdmin.rules }
        for role in user.roles { rules += role.rules }
        for binding in bindings + user.bindings where binding.namespace == nil || binding.namespace == namespace {
            switch binding.subject {
            case .user(let name) where name == user.name: rules += binding.role.rules
            case .group(let name) where user.groups.contains(name): rules += binding.role.rules
            default: break
            }
        }
        return rules
    }

    /// `system:public-info-viewer`.
    private static let everybody = [
        AccessRule(paths: ["/healthz", "/livez", "/readyz", "/version", "/version/"])
    ]

    /// `system:service-account-issuer-discovery`; the world reads the issuer's documents at the issuer's own address.
    private static let accounts = [
        AccessRule(paths: [
            "/.well-known/openid-configuration", "/.well-known/openid-configuration/", "/openid/v1/jwks",
            "/openid/v1/jwks/",
        ])
    ]

    /// `system:discovery` and `system:basic-user`.
    private static let authenticated = [
        AccessRule(paths: ["/api", "/api/*", "/apis", "/apis/*", "/openapi", "/openapi/*"]),
        AccessRule(
            groups: ["authorization.k8s.io"], ["selfsubjectaccessreviews", "selfsubjectrulesreviews"],
            verbs: ["create"]),
        AccessRule(groups: ["authentication.k8s.io"], ["selfsubjectreviews"], verbs: ["create"]),
    ]
}
