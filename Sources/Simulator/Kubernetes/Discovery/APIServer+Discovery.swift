import Wire

extension APIServer {
    /// The documents that say what the server is and serves.
    func document(_ path: String, _ call: APICall) throws(APIFailure) -> APIAnswer {
        guard ["GET", "HEAD"].contains(call.method) else { throw .noSuchPath }
        let parts = path.split(separator: "/").map(String.init)
        switch parts {
        case []: return .object(["paths": .array(paths.map(JSONValue.string))])
        case ["healthz"], ["livez"], ["readyz"]:
            return call.parameter("verbose") == nil ? .text("ok") : .text(Self.checks(of: parts[0]))
        case ["version"]: return .object(version)
        case ["api"]:
            return .object([
                "kind": "APIVersions", "versions": ["v1"],
                "serverAddressByClientCIDRs": [["clientCIDR": "0.0.0.0/0", "serverAddress": serverAddress.json]],
            ])
        case ["apis"]:
            return .object([
                "kind": "APIGroupList", "apiVersion": "v1", "groups": .array(groups.map { Self.group($0) }),
            ])
        case ["api", "v1"]: return .object(resources(group: "", version: "v1"))
        case ["openapi", "v2"]:
            guard call.takes("application/json") else {
                return .bytes(OpenAPIBytes.document, type: OpenAPIBytes.mediaType)
            }
            return .object(OpenAPI.wholeDocument)
        case ["openapi", "v3"]: return .object(OpenAPI.index(of: groups, generation: definitions))
        case [".well-known", "openid-configuration"]: return .object(openIDConfiguration)
        case ["openid", "v1", "jwks"]:
            guard call.takes("application/jwk-set+json") else { throw .notAcceptable }
            do { return .object(try cluster.signer.keySet()) } catch { throw .failed("no signing key: \(error)") }
        default: break
        }
        if parts.count == 2, parts[0] == "apis", let found = groups.first(where: { $0.name == parts[1] }) {
            return .object(Self.group(found, isWhole: true))
        }
        if parts.count == 3, parts[0] == "apis",
            groups.contains(where: { $0.name == parts[1] && $0.versions.contains(parts[2]) })
        {
            return .object(resources(group: parts[1], version: parts[2]))
        }
        if parts.starts(with: ["openapi", "v3"]),
            let found = OpenAPI.document(at: Array(parts.dropFirst(2)), cluster.objects)
        {
            return .object(found)
        }
        // Below a group there is a `Status`; elsewhere the server says what it has.
        if parts.first == "api" { throw .noSuchPath }
        if parts.first == "apis", parts.count > 1 { return .text("404 page not found\n", status: 404) }
        return .object(["paths": .array(paths.map(JSONValue.string))], status: 404)
    }

    /// What there is besides resources, in the order of the alphabet.
    private var paths: [String] {
        let named = groups.flatMap { group in
            ["/apis/\(group.name)"] + group.versions.map { "/apis/\(group.name)/\($0)" }
        }
        return
            ([
                "/.well-known/openid-configuration", "/api", "/api/v1", "/apis", "/apis/", "/healthz", "/livez",
                "/openapi/v2", "/openapi/v3", "/openapi/v3/", "/openid/v1/jwks", "/readyz", "/version",
            ] + named).sorted()
    }

    /// The checks behind a word of health, one a line.
    private static func checks(of name: String) -> String {
        [
            "ping", "log", "etcd", "poststarthook/start-apiserver-admission-initializer",
            "poststarthook/rbac/bootstrap-roles",
        ]
        .map { "[+]\($0) ok\n" }.joined() + "\(name) check passed\n"
    }

    private var serverAddress: String {
        String(cluster.endpoint.drop { $0 != "/" }.drop { $0 == "/" })
    }

    private var version: JSONValue {
        let parts = cluster.version.split(separator: ".").map(String.init)
        return [
            "major": (parts.first ?? "1").json, "minor": ((parts.last ?? "") + "+").json,
            "gitVersion": "v\(cluster.version).1-eks-1234567".json,
            "gitCommit": "0000000000000000000000000000000000000000", "gitTreeState": "clean",
            "buildDate": cluster.createdAt.iso8601.json, "goVersion": "go1.24.2", "compiler": "gc",
            "platform": "linux/amd64",
        ]
    }

    /// The issuer's discovery document as the API server itself serves it.
    private var openIDConfiguration: JSONValue {
        [
            "issuer": cluster.issuerURL.json, "jwks_uri": "\(cluster.endpoint)/openid/v1/jwks".json,
            "response_types_supported": ["id_token"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        ]
    }

    /// A named API group and its versions, the preferred one first.
    struct Group {
        var name: String
        var versions: [String]
    }

    /// Every kind that is served, those that objects of the cluster define at the end.
    private var kinds: [ResourceKind] { ResourceKind.all + CustomKinds.all(in: cluster.objects) }

    /// A number that differs with every change of what the cluster's objects define.
    private var definitions: Int {
        cluster.objects.list(ResourceKind.customResources.id)
            .reduce(0) { $0 &+ ($1.object.at(["metadata", "resourceVersion"])?.string.flatMap { Int($0) } ?? 0) }
    }

    /// The named API groups, in the order of discovery.
    private var groups: [Group] {
        kinds.filter { !$0.group.isEmpty }.reduce(into: []) { groups, kind in
            guard let index = groups.firstIndex(where: { $0.name == kind.group }) else {
                return groups.append(Group(name: kind.group, versions: [kind.version]))
            }
            if !groups[index].versions.contains(kind.version) { groups[index].versions.append(kind.version) }
        }
    }

    private static func group(_ group: Group, isWhole: Bool = false) -> JSONValue {
        let versions: [JSONValue] = group.versions.map {
            ["groupVersion": "\(group.name)/\($0)".json, "version": .string($0)]
        }
        var object = JSONObject(isWhole ? [("kind", "APIGroup"), ("apiVersion", "v1")] : [])
        object["name"] = .string(group.name)
        object["versions"] = .array(versions)
        object["preferredVersion"] = versions.first
        return .object(object)
    }

    private func resources(group: String, version: String) -> JSONValue {
        let entries = kinds.filter { $0.group == group && $0.version == version }.flatMap { kind -> [JSONValue] in
            var whole = JSONObject([
                ("name", .string(kind.plural)), ("singularName", .string(kind.singular)),
                ("namespaced", .bool(kind.namespaced)), ("kind", .string(kind.kind)),
                ("verbs", .array(kind.verbs.map(JSONValue.string))),
            ])
            if !kind.shortNames.isEmpty { whole["shortNames"] = .array(kind.shortNames.map(JSONValue.string)) }
            if !kind.categories.isEmpty { whole["categories"] = .array(kind.categories.map(JSONValue.string)) }
            return [.object(whole)]
                + kind.subresources.map { sub in
                    var part = JSONObject([
                        ("name", .string("\(kind.plural)/\(sub.name)")), ("singularName", ""),
                        ("namespaced", .bool(kind.namespaced)),
                    ])
                    if !sub.group.isEmpty {
                        part["group"] = .string(sub.group)
                        part["version"] = .string(sub.version)
                    }
                    part["kind"] = .string(sub.kind)
                    part["verbs"] = .array(sub.verbs.map(JSONValue.string))
                    return .object(part)
                }
        }
        return [
            "kind": "APIResourceList", "apiVersion": "v1",
            "groupVersion": (group.isEmpty ? version : "\(group)/\(version)").json,
            "resources": .array(entries),
        ]
    }
}
