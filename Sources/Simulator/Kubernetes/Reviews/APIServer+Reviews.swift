import Wire

extension APIServer {
    /// Answers the resources that are questions: nothing is kept, nil for any other.
    mutating func review(_ kind: ResourceKind, _ call: APICall) throws(APIFailure) -> APIAnswer? {
        guard [.accessReviews, .rulesReviews, .selfReviews, .tokenReviews].contains(kind) else { return nil }
        try RequestOptions.check(call)
        var question = try ObjectBody.object(of: call, as: kind.kind)
        try complete(&question, kind)
        question = try typed(question, kind.kind, version: kind.version, call)
        question.set(["metadata", "creationTimestamp"], .null)
        switch kind {
        case .accessReviews:
            try Self.checkAttributes(question["spec"])
            question.set(["status"], access(question, call.user))
        case .rulesReviews:
            guard let namespace = question.at(["spec", "namespace"])?.string, !namespace.isEmpty else {
                throw .badRequest("no namespace on request")
            }
            question.set(["status"], rules(of: call.user, in: namespace))
        case .selfReviews: question.set(["status", "userInfo"], Self.shown(call.user))
        default:
            guard !(question.at(["spec", "token"])?.string ?? "").isEmpty else {
                throw .badRequest("token is required for TokenReview in authentication")
            }
            question.set(["status"], tokenStatus(question))
        }
        return .object(question, status: 201)
    }

    /// A question is about a resource or about a path.
    private static func checkAttributes(_ spec: JSONValue?) throws(APIFailure) {
        let (isResource, isPath) = (spec?["resourceAttributes"] != nil, spec?["nonResourceAttributes"] != nil)
        guard isResource == isPath else { return }
        let (field, detail) =
            isPath
            ? ("spec.nonResourceAttributes", "cannot be specified in combination with resourceAttributes")
            : (
                "spec.resourceAttributes",
                "exactly one of nonResourceAttributes or resourceAttributes must be specified"
            )
        throw .invalid(
            .accessReviews, "", [FieldProblem(field: field, kind: .invalid(shown: "\"null\""), detail: detail)])
    }

    private func access(_ question: JSONValue, _ user: ClusterUser) -> JSONValue {
        let action: AccessAction
        if let path = question.at(["spec", "nonResourceAttributes"]) {
            action = AccessAction(verb: path["verb"]?.string ?? "", target: .path(path["path"]?.string ?? ""))
        } else {
            let wanted = question.at(["spec", "resourceAttributes"]) ?? .null
            let resource = wanted["resource"]?.string ?? ""
            let subresource = wanted["subresource"]?.string ?? ""
            action = AccessAction(
                verb: wanted["verb"]?.string ?? "",
                target: .resource(
                    group: wanted["group"]?.string ?? "",
                    resource: subresource.isEmpty ? resource : "\(resource)/\(subresource)",
                    name: wanted["name"]?.string ?? ""), namespace: wanted["namespace"]?.string ?? "")
        }
        let isAllowed = ClusterAuthorizer(cluster).allows(action, by: user)
        return isAllowed ? ["allowed": true, "reason": "RBAC: allowed"] : ["allowed": false]
    }

    private func rules(of user: ClusterUser, in namespace: String) -> JSONValue {
        let rules = ClusterAuthorizer(cluster).rules(of: user, in: namespace)
        func list(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
        return [
            "resourceRules": .array(
                rules.filter { $0.paths.isEmpty }.map { rule in
                    var object = JSONObject([
                        ("verbs", list(rule.verbs)), ("apiGroups", list(rule.groups)),
                        ("resources", list(rule.resources)),
                    ])
                    if !rule.names.isEmpty { object["resourceNames"] = list(rule.names) }
                    return .object(object)
                }),
            "nonResourceRules": .array(
                rules.filter { !$0.paths.isEmpty }.map {
                    ["verbs": list($0.verbs), "nonResourceURLs": list($0.paths)]
                }), "incomplete": false,
        ]
    }

    private func tokenStatus(_ question: JSONValue) -> JSONValue {
        let wanted = (question.at(["spec", "audiences"])?.array ?? []).compactMap(\.string)
        let audiences = wanted.isEmpty ? [Self.ownAudience] : wanted
        guard
            let token = ServiceAccountToken(
                question.at(["spec", "token"])?.string ?? "", signer: cluster.signer, now: now),
            let user = user(of: token, audiences: audiences)
        else { return ["user": .object(JSONObject()), "error": "invalid bearer token"] }
        let shared = token.audiences.filter(audiences.contains)
        return [
            "authenticated": true, "user": Self.shown(user), "audiences": .array(shared.map(JSONValue.string)),
        ]
    }

    /// The service account that a token stands for, if the token is for one of the audiences and the account still
    /// exists.
    func user(of token: ServiceAccountToken, audiences: [String]) -> ClusterUser? {
        guard token.audiences.contains(where: audiences.contains), let account = token.account,
            token.claims["iss"]?.string == cluster.issuerURL,
            let kept = cluster.objects[ResourceKind.serviceAccounts.key(account.namespace, account.name)],
            kept.at(["metadata", "uid"])?.string == account.uid
        else { return nil }
        return .serviceAccount(namespace: account.namespace, name: account.name, uid: account.uid)
    }

    private static func shown(_ user: ClusterUser) -> JSONValue {
        var object = JSONObject([("username", .string(user.name))])
        if !user.uid.isEmpty { object["uid"] = .string(user.uid) }
        object["groups"] = .array(user.groups.map(JSONValue.string))
        if !user.extra.isEmpty {
            object["extra"] = .object(
                JSONObject(
                    user.extra.sorted { $0.key < $1.key }.map { ($0.key, .array($0.value.map(JSONValue.string))) }))
        }
        return .object(object)
    }
}
