/// Who makes a request, as the API server knows them.
struct ClusterUser: Sendable, Hashable {
    /// The user's name, for example `system:serviceaccount:default:ses-sender`.
    var name: String
    /// The user's id where there is one.
    var uid = ""
    /// Every group, the implied ones included.
    var groups: [String]
    /// What EKS adds about an IAM principal.
    var extra: [String: [String]] = [:]
    /// Roles that come with the user instead of through a binding: EKS access policies.
    var roles: [ClusterRole] = []
    /// The same, limited to namespaces.
    var bindings: [RoleBinding] = []

    /// Somebody who sent no credentials.
    static let anonymous = ClusterUser(name: "system:anonymous", groups: ["system:unauthenticated"])

    /// A service account.
    static func serviceAccount(namespace: String, name: String, uid: String) -> ClusterUser {
        ClusterUser(
            name: "system:serviceaccount:\(namespace):\(name)", uid: uid,
            groups: ["system:serviceaccounts", "system:serviceaccounts:\(namespace)", "system:authenticated"])
    }
}
