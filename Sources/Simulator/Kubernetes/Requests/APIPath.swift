import Wire

/// Reads what a request's path names.
enum APIPath {
    /// The target of a decoded path.
    ///
    /// - Parameters:
    ///   - path: The path.
    ///   - custom: The kinds that the cluster's objects define; asked only where the server itself has none there.
    /// - Returns: The resource, or the path where it names none.
    /// - Throws: `APIFailure` where nothing is served there.
    static func target(
        of path: String, custom: () -> [ResourceKind] = { [] }
    ) throws(APIFailure) -> APICall.Target {
        let parts = path.split(separator: "/").map(String.init)
        switch parts.first {
        case "api" where parts.count > 2:
            return try resource(group: "", version: parts[1], rest: parts.dropFirst(2), custom)
        case "apis" where parts.count > 3:
            return try resource(group: parts[1], version: parts[2], rest: parts.dropFirst(3), custom)
        default: return .path(path)
        }
    }

    private static func resource(
        group: String, version: String, rest: ArraySlice<String>, _ custom: () -> [ResourceKind]
    ) throws(APIFailure) -> APICall.Target {
        var rest = Array(rest)
        var namespace = ""
        if rest.count > 2, rest[0] == "namespaces", !["status", "finalize"].contains(rest[2]) {
            namespace = rest[1]
            rest.removeFirst(2)
        }
        func isMeant(_ kind: ResourceKind) -> Bool {
            kind.group == group && kind.version == version && kind.plural == rest[0]
        }
        guard rest.count <= 3, let kind = ResourceKind.all.first(where: isMeant) ?? custom().first(where: isMeant),
            kind.namespaced || namespace.isEmpty
        else { throw .noSuchPath }
        return .resource(
            kind, namespace: namespace, name: rest.count > 1 ? rest[1] : "",
            subresource: rest.count > 2 ? rest[2] : "")
    }
}
