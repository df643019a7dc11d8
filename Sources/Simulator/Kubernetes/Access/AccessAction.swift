/// What somebody wants to do, as the API server's authoriser sees it.
struct AccessAction: Sendable, Hashable {
    /// On what.
    enum Target: Sendable, Hashable {
        /// A path that is no resource, such as `/version`.
        case path(String)
        /// A resource, or `resource/subresource`, of an API group; the name is empty where none is given.
        case resource(group: String, resource: String, name: String)
    }

    /// `get`, `list`, `watch`, `create`, `update`, `patch`, `delete` or `deletecollection`.
    var verb: String
    /// On what.
    var target: Target
    /// In which namespace; empty for the whole cluster.
    var namespace = ""
}
