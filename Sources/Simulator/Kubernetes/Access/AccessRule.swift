/// One rule of a role: these verbs on these resources, or on these paths.
public struct AccessRule: Sendable, Hashable {
    /// API groups (`""` is the core group); `*` stands for all.
    public var groups: [String]
    /// Resources and `resource/subresource`; `*` stands for all.
    public var resources: [String]
    /// Verbs such as `get` or `create`; `*` stands for all.
    public var verbs: [String]
    /// Names the rule is limited to; empty for all.
    public var names: [String]
    /// Paths that are no resources, with `*` at the end for everything below; empty for a rule about resources.
    public var paths: [String]

    /// Makes a rule about resources.
    public init(groups: [String] = [""], _ resources: [String], verbs: [String], names: [String] = []) {
        self.groups = groups
        self.resources = resources
        self.verbs = verbs
        self.names = names
        paths = []
    }

    /// Makes a rule about paths.
    public init(paths: [String], verbs: [String] = ["get"]) {
        self.paths = paths
        self.verbs = verbs
        groups = []
        resources = []
        names = []
    }

    /// Whether the rule lets an action through.
    func allows(_ action: AccessAction) -> Bool {
        guard Self.list(verbs, holds: action.verb) else { return false }
        switch action.target {
        case .path(let path):
            return paths.contains { pattern in
                pattern == path || pattern.hasSuffix("*") && path.hasPrefix(pattern.dropLast())
            }
        case .resource(let group, let resource, let name):
            return Self.list(groups, holds: group) && Self.list(resources, holds: resource)
                && (names.isEmpty || names.contains(name))
        }
    }

    private static func list(_ list: [String], holds text: String) -> Bool {
        list.contains("*") || list.contains(text)
    }
}
