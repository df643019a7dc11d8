import Wire

/// Answers requests to a cluster's API server: a function of the cluster and the request.
struct APIServer {
    /// The cluster as the request leaves it.
    var cluster: ClusterState
    /// The time in the world.
    let now: Timestamp

    /// What the answer warns about, in the order of the API server.
    var warnings: [String] = []

    init(cluster: ClusterState, now: Timestamp) {
        self.cluster = cluster
        self.now = now
    }

    /// Answers a request; a request that fails or is a dry run leaves the cluster as it was.
    mutating func answer(_ call: APICall) -> APIAnswer {
        if cluster.isDue(at: now) { settle() }
        let before = cluster
        do throws(APIFailure) {
            let authorizer = ClusterAuthorizer(cluster)
            guard authorizer.allows(call.action, by: call.user) else {
                throw .forbidden(user: call.user.name, action: call.action)
            }
            let answer = try dispatch(call)
            try RoleObjects(cluster).checkEscalation(call, answer, authorizer)
            guard try isDryRun(call) else { return answer }
            cluster = before
            return tried(answer, call)
        } catch {
            cluster = before
            return .object(error.status, status: error.code)
        }
    }

    private func isDryRun(_ call: APICall) throws(APIFailure) -> Bool {
        if call.isDryRun { return true }
        guard call.method == "DELETE" else { return false }
        return try RequestOptions.Deletion(call).isDryRun
    }

    /// What a dry run answers: an object with the version that it has, or none where it was never kept.
    private func tried(_ answer: APIAnswer, _ call: APICall) -> APIAnswer {
        guard case .object(var object, let status) = answer, object["items"] == nil,
            case .resource(let kind, let namespace, _, let subresource) = call.target, subresource != "token"
        else { return answer }
        let kept = cluster.objects[kind.key(namespace, object.name)]
        if object.at(["metadata", "resourceVersion"]) != nil {
            object.set(["metadata", "resourceVersion"], kept?.at(["metadata", "resourceVersion"]))
        }
        return .object(object, status: status)
    }

    private mutating func dispatch(_ call: APICall) throws(APIFailure) -> APIAnswer {
        switch call.target {
        case .path(let path): return try document(path, call)
        case .resource(let kind, let namespace, let name, let subresource):
            guard call.isRouted(to: kind) else { throw .notAllowed }
            if let review = try review(kind, call) { return review }
            guard subresource.isEmpty else {
                return try self.subresource(subresource, of: kind, namespace: namespace, name: name, call)
            }
            try RequestOptions.check(call)
            switch call.verb {
            case "get": return try .object(find(kind, namespace, name))
            case "list": return try list(kind, namespace, call)
            case "watch": return try watch(kind, namespace, name, call)
            case "create": return try create(kind, namespace, call)
            case "update": return try update(kind, namespace, name, call)
            case "patch": return try patch(kind, namespace, name, call)
            case "delete": return try delete(kind, namespace, name, call)
            case "deletecollection": return try deleteAll(kind, namespace, call)
            default: throw .notAllowed
            }
        }
    }

    private mutating func subresource(
        _ subresource: String, of kind: ResourceKind, namespace: String, name: String, _ call: APICall
    ) throws(APIFailure) -> APIAnswer {
        guard kind.subresources.contains(where: { $0.name == subresource }) else { throw .noSuchPath }
        try RequestOptions.check(call)
        switch (kind, subresource) {
        case (.serviceAccounts, "token"): return try token(namespace: namespace, name: name, call)
        case (.pods, "exec"): return try exec(namespace: namespace, name: name, call)
        case (.pods, "portforward"): return try forward(namespace: namespace, name: name, call)
        case (.pods, "log"): return try log(namespace: namespace, name: name, call)
        case (.namespaces, "finalize"): return try finalize(name, call)
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
        return kind.shown(object)
    }
}
