import Wire

/// Answers requests to a cluster's API server: a function of the cluster and the request.
struct APIServer {
    /// The cluster as the request leaves it.
    var cluster: ClusterState
    /// The time in the world.
    let now: Timestamp

    /// Answers a request; a request that fails or is a dry run leaves the cluster as it was.
    mutating func answer(_ call: APICall) -> APIAnswer {
        let before = cluster
        do throws(APIFailure) {
            let authorizer = ClusterAuthorizer(cluster)
            guard authorizer.allows(call.action, by: call.user) else {
                throw .forbidden(user: call.user.name, action: call.action)
            }
            let answer = try dispatch(call)
            try RoleObjects(cluster).checkEscalation(call, answer, authorizer)
            if call.isDryRun { cluster = before }
            return answer
        } catch {
            cluster = before
            return .object(error.status, status: error.code)
        }
    }

    private mutating func dispatch(_ call: APICall) throws(APIFailure) -> APIAnswer {
        switch call.target {
        case .path(let path): return try document(path, call)
        case .resource(let kind, let namespace, let name, let subresource):
            if let review = try review(kind, call) { return review }
            guard subresource.isEmpty else {
                return try self.subresource(subresource, of: kind, namespace: namespace, name: name, call)
            }
            guard kind.verbs.contains(call.verb) else { throw .notAllowed(verb: call.verb, kind: kind) }
            switch call.verb {
            case "get": return try .object(find(kind, namespace, name))
            case "list": return try list(kind, namespace, call)
            case "watch": return try watch(kind, namespace, name, call)
            case "create": return try create(kind, namespace, call)
            case "update": return try update(kind, namespace, name, call)
            case "patch": return try patch(kind, namespace, name, call)
            case "delete": return try delete(kind, namespace, name, call)
            case "deletecollection": return try deleteAll(kind, namespace, call)
            default: throw .notAllowed(verb: call.verb, kind: kind)
            }
        }
    }

    private mutating func subresource(
        _ subresource: String, of kind: ResourceKind, namespace: String, name: String, _ call: APICall
    ) throws(APIFailure) -> APIAnswer {
        guard let known = kind.subresources.first(where: { $0.name == subresource }) else { throw .noSuchPath }
        guard known.verbs.contains(call.verb) else { throw .notAllowed(verb: call.verb, kind: kind) }
        switch (kind, subresource) {
        case (.serviceAccounts, "token"): return try token(namespace: namespace, name: name, call)
        case (.pods, "exec"): return try exec(namespace: namespace, name: name, call)
        case (.pods, "log"): return try log(namespace: namespace, name: name, call)
        case (_, "scale"): return try scale(kind, namespace, name, call)
        case (_, "status"):
            return call.verb == "get"
                ? try .object(find(kind, namespace, name)) : try patchStatus(kind, namespace, name, call)
        default: throw .noSuchPath
        }
    }

    /// The object with a name.
    func find(_ kind: ResourceKind, _ namespace: String, _ name: String) throws(APIFailure) -> JSONValue {
        guard let object = cluster.objects[kind.key(namespace, name)] else { throw .notFound(kind: kind, name: name) }
        return object
    }
}
