import Wire

/// A resource that the API server serves.
struct ResourceKind: Sendable, Hashable {
    /// A subresource that is served.
    struct Subresource: Sendable, Hashable {
        var name: String
        var verbs: [String]
        var group = ""
        var version = ""
        var kind: String

        /// How many pods are wanted, as an object of its own.
        static let scale = Subresource(
            name: "scale", verbs: ["get", "patch", "update"], group: "autoscaling", version: "v1", kind: "Scale")

        /// The status, which is written apart from the rest.
        static func status(of kind: String) -> Subresource {
            Subresource(name: "status", verbs: ["get", "patch", "update"], kind: kind)
        }
    }

    /// What a definition in the cluster says of a kind besides.
    struct Custom: Sendable, Hashable {
        /// A column of its table.
        struct Column: Sendable, Hashable {
            var name: String
            var type: String
            var priority: Int
            /// Where the value stands: `.spec.size`.
            var path: String
        }

        /// Whether its status is written by itself; else it is a field like others.
        var hasStatus: Bool
        /// The schema of its objects, as its definition has it.
        var schema: JSONValue
        /// The columns after the name; none shows the age.
        var columns: [Column]
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
    /// What its definition says, where an object of the cluster defines it.
    var custom: Custom?

    /// Whether objects count how often what is wanted of them changed.
    var countsGenerations: Bool { ["apps", "batch", "apiextensions.k8s.io"].contains(group) || custom != nil }

    /// Whether a write of an object leaves its status alone.
    var separatesStatus: Bool { custom?.hasStatus ?? true }
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

    /// An object as this version of its kind shows it: the versions of a defined kind differ in nothing but their name.
    func shown(_ object: JSONValue) -> JSONValue {
        guard custom != nil else { return object }
        var object = object
        object.set(["apiVersion"], .string(apiVersion))
        return object
    }

    static let allVerbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"]
}
