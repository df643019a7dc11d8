import Wire

extension APIServer {
    /// Changes what keeps a namespace from going; one that is on its way out and kept by nothing goes at once.
    mutating func finalize(_ name: String, _ call: APICall) throws(APIFailure) -> APIAnswer {
        let kind = ResourceKind.namespaces
        var wanted = try ObjectBody.object(of: call, as: kind.kind)
        try complete(&wanted, kind)
        wanted = try typed(wanted, kind.kind, version: kind.version, call)
        try checkName(wanted, name)
        let before = try find(kind, "", name)
        var object = before
        object.set(["spec", "finalizers"], wanted.at(["spec", "finalizers"]) ?? [])
        let isKept = object.at(["spec", "finalizers"])?.array?.isEmpty == false
        if !isKept, before.at(["metadata", "deletionTimestamp"]) != nil {
            remove(kind.key("", name), orphaning: false)
            settle()
            return .object(object)
        }
        keep(object, at: kind.key("", name))
        return .object(cluster.objects[kind.key("", name)] ?? object)
    }
}
