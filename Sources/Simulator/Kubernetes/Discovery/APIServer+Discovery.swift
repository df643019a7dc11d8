import Wire

extension APIServer {
    /// The documents that say what the server is and serves.
    func document(_ path: String, _ call: APICall) throws(APIFailure) -> APIAnswer {
        guard ["GET", "HEAD"].contains(call.method) else { throw .noSuchPath }
        let parts = path.split(separator: "/").map(String.init)
        switch parts {
        case []: return .object(["paths": .array(Self.paths.map(JSONValue.string))])
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
                "kind": "APIGroupList", "apiVersion": "v1", "groups": .array(Self.groups.map { Self.group($0) }),
            ])
        case ["api", "v1"]: return .object(Self.resources(group: ""))
        case ["openapi", "v2"]:
            guard call.takes("application/json") else {
                return .bytes(OpenAPIBytes.document, type: OpenAPIBytes.mediaType)
            }
            return .object(OpenAPI.wholeDocument)
        case ["openapi", "v3"]: return .object(OpenAPI.index)
        case [".well-known", "openid-configuration"]: return .object(openIDConfiguration)
        case ["openid", "v1", "jwks"]:
            guard call.takes("application/jwk-set+json") else { throw .notAcceptable }
            do { return .object(try cluster.signer.keySet()) } catch { throw .failed("no signing key: \(error)") }
        default: break
        }
        if parts.count == 2, parts[0] == "apis", Self.groups.contains(parts[1]) {
            return .object(Self.group(parts[1], isWhole: true))
        }
        if parts.count == 3, parts[0] == "apis", parts[2] == "v1", Self.groups.contains(parts[1]) {
            return .object(Self.resources(group: parts[1]))
        }
        if parts.starts(with: ["openapi", "v3"]), let found = OpenAPI.document(at: Array(parts.dropFirst(2))) {
            return .object(found)
        }
        // Below a group there is a `Status`; elsewhere the server says what it has.
        if parts.first == "api" { throw .noSuchPath }
        if parts.first == "apis", parts.count > 1 { return .text("404 page not found\n", status: 404) }
        return .object(["paths": .array(Self.paths.map(JSONValue.string))], status: 404)
    }

    /// What there is besides resources, in the order of the alphabet.
    private static let paths: [String] = {
        let named = groups.flatMap { ["/apis/\($0)", "/apis/\($0)/v1"] }
        return
            ([
                "/.well-known/openid-configuration", "/api", "/api/v1", "/apis", "/apis/", "/healthz", "/livez",
                "/openapi/v2", "/openapi/v3", "/openapi/v3/", "/openid/v1/jwks", "/readyz", "/version",
            ] + named).sorted()
    }()

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

    /// The named API groups, in the order of discovery.
    static let groups = ResourceKind.all.map(\.group).filter { !$0.isEmpty }.reduce(into: [String]()) {
        if !$0.contains($1) { $0.append($1) }
    }

    private static func group(_ name: String, isWhole: Bool = false) -> JSONValue {
        let version: JSONValue = ["groupVersion": "\(name)/v1".json, "version": "v1"]
        var object = JSONObject(isWhole ? [("kind", "APIGroup"), ("apiVersion", "v1")] : [])
        object["name"] = .string(name)
        object["versions"] = [version]
        object["preferredVersion"] = version
        return .object(object)
    }

    private static func resources(group: String) -> JSONValue {
        let entries = ResourceKind.all.filter { $0.group == group }.flatMap { kind -> [JSONValue] in
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
            "kind": "APIResourceList", "apiVersion": "v1", "groupVersion": (group.isEmpty ? "v1" : "\(group)/v1").json,
            "resources": .array(entries),
        ]
    }
}
