/// A resource that the API server serves.
struct ResourceKind: Sendable, Hashable {
    /// A subresource that is served.
    struct Subresource: Sendable, Hashable {
        var name: String
        var verbs: [String]
        var group = ""
        var version = ""
        var kind: String
    }

    /// The API group; empty for the core group.
    var group = ""
    /// The group's version.
    var version = "v1"
    /// The resource's name in paths.
    var plural: String
    /// The resource's name in the singular.
    var singular: String
    /// The kind of its objects.
    var kind: String
    /// What kubectl accepts instead of the name.
    var shortNames: [String] = []
    /// Whether its objects live in namespaces.
    var namespaced = true
    /// What can be done with it.
    var verbs = ResourceKind.allVerbs
    /// kubectl's groups such as `all`.
    var categories: [String] = []
    /// What hangs below an object.
    var subresources: [Subresource] = []

    /// The key under which the store keeps it: `deployments.apps`, `pods`.
    var id: String { group.isEmpty ? plural : "\(plural).\(group)" }
    /// The kind as error messages write it: `Deployment.apps`, `Pod`.
    var qualifiedKind: String { group.isEmpty ? kind : "\(kind).\(group)" }
    /// `v1` or `apps/v1`.
    var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }

    /// The key of one of its objects.
    func key(_ namespace: String, _ name: String) -> ObjectKey {
        ObjectKey(resource: id, namespace: namespaced ? namespace : "", name: name)
    }

    static let allVerbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"]
}
