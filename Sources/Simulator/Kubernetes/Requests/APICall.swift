import Wire

/// One request to the API server: who wants what, with which object.
struct APICall: Sendable {
    /// What the path names.
    enum Target: Sendable, Hashable {
        /// A path that is no resource.
        case path(String)
        /// A resource, with namespace, name and subresource where the path has them.
        case resource(ResourceKind, namespace: String, name: String, subresource: String)
    }

    /// The HTTP method.
    var method: String
    /// What the path names.
    var target: Target
    /// The query's parameters, decoded, in their order.
    var query: [(name: String, value: String)]
    /// The body's media type without parameters; empty where none was given.
    var contentType: String
    /// The `Accept` header.
    var accept: String
    /// The `User-Agent` header.
    var userAgent: String
    /// The body.
    var body: [UInt8]
    /// Who asks.
    var user: ClusterUser

    /// The first value of a query parameter.
    func parameter(_ name: String) -> String? {
        query.first { $0.name == name }?.value
    }

    /// Whether a query parameter is set: to anything but `false` and `0`, as the API server reads it.
    func flag(_ name: String) -> Bool {
        guard let value = parameter(name) else { return false }
        return value != "0" && !value.equalsIgnoringCase("false")
    }

    /// Whether the request only tries something out.
    var isDryRun: Bool { parameter("dryRun") == "All" }

    /// Whether fields that no type has are refused.
    var isStrict: Bool { parameter("fieldValidation") == "Strict" }

    /// Whether the request asks for changes as they happen.
    var isWatch: Bool { method == "GET" && flag("watch") }

    /// Whether the client takes a media type, by itself or by a wildcard; a client that says nothing takes all.
    func takes(_ type: String) -> Bool {
        let wanted = accept.split(separator: ",").map { $0.prefix { $0 != ";" }.lowercased().trimmingBlanks }
        let family = type.prefix { $0 != "/" } + "/*"
        return wanted.isEmpty || wanted.contains { $0 == type || $0 == "*/*" || $0 == family }
    }

    /// The verb that access rules know the request by.
    var verb: String {
        guard case .resource(_, _, let name, _) = target else { return method.lowercased() }
        return switch method {
        case "GET", "HEAD": isWatch ? "watch" : name.isEmpty ? "list" : "get"
        case "POST": "create"
        case "PUT": "update"
        case "PATCH": "patch"
        case "DELETE": name.isEmpty ? "deletecollection" : "delete"
        default: method.lowercased()
        }
    }

    /// Whether the path takes the method: objects are made at the list, and nothing else at a name.
    func isRouted(to kind: ResourceKind) -> Bool {
        guard case .resource(_, _, let name, let subresource) = target else { return true }
        guard subresource.isEmpty else {
            let known = kind.subresources.first { $0.name == subresource }
            return known.map { $0.verbs.contains(verb) } ?? true
        }
        if method == "POST", !name.isEmpty { return false }
        if ["PUT", "PATCH"].contains(method), name.isEmpty { return false }
        return kind.verbs.contains(verb)
    }

    /// The request as the authoriser sees it.
    var action: AccessAction {
        switch target {
        case .path(let path): AccessAction(verb: verb, target: .path(path))
        case .resource(let kind, let namespace, let name, let subresource):
            AccessAction(
                verb: verb,
                target: .resource(
                    group: kind.group, resource: subresource.isEmpty ? kind.plural : "\(kind.plural)/\(subresource)",
                    name: name),
                namespace: kind == .namespaces ? name : namespace)
        }
    }

    /// The field manager that a write is noted under: the parameter, or the program's name.
    var fieldManager: String {
        if let named = parameter("fieldManager"), !named.isEmpty { return named }
        let program = userAgent.prefix { $0 != "/" }
        return program.isEmpty ? "unknown" : String(program)
    }
}
