import Wire

extension APIServer {
    /// The audience that the API server takes tokens for when nobody names one.
    static let ownAudience = "https://kubernetes.default.svc"

    /// Answers a TokenRequest: a signed token for a service account.
    mutating func token(namespace: String, name: String, _ call: APICall) throws(APIFailure) -> APIAnswer {
        var request = try ObjectBody.object(of: call, as: "TokenRequest")
        request = try typed(request, "TokenRequest", version: "v1", call)
        try checkNamespace(namespace, .serviceAccounts, name)
        let account = try find(.serviceAccounts, namespace, name)
        let seconds = request.at(["spec", "expirationSeconds"])?.int ?? 3600
        var problems: [FieldProblem] = []
        if seconds < 600 {
            problems.append(
                FieldProblem(
                    field: "spec.expirationSeconds", kind: .invalid(shown: String(seconds)),
                    detail: "may not specify a duration less than 10 minutes"))
        }
        if seconds > 1 << 32 {
            problems.append(
                FieldProblem(
                    field: "spec.expirationSeconds", kind: .invalid(shown: String(seconds)),
                    detail: "may not specify a duration larger than 2^32 seconds"))
        }
        if !problems.isEmpty {
            throw .invalid(kind: "TokenRequest", group: "authentication.k8s.io", name: "", problems: problems)
        }
        let audiences = (request.at(["spec", "audiences"])?.array ?? []).compactMap(\.string)
        // EKS cuts tokens at 24 hours.
        let lifetime = min(seconds, 86_400)
        let expires = now.adding(seconds: lifetime)
        let claims = try self.claims(
            of: account, namespace: namespace, audiences: audiences.isEmpty ? [Self.ownAudience] : audiences,
            expires: expires, bound: request.at(["spec", "boundObjectRef"]))
        let token: String
        do { token = try cluster.signer.token(claims: claims) } catch {
            throw .failed("failed to generate token: \(error)")
        }
        request.set(["kind"], "TokenRequest")
        request.set(["apiVersion"], "authentication.k8s.io/v1")
        request.set(["metadata", "name"], .string(name))
        request.set(["metadata", "namespace"], .string(namespace))
        request.set(["metadata", "creationTimestamp"], .string(now.iso8601))
        request.set(["spec", "audiences"], claims["aud"])
        request.set(["spec", "expirationSeconds"], .number(String(lifetime)))
        if request.at(["spec", "boundObjectRef"]) == nil { request.set(["spec", "boundObjectRef"], .null) }
        request.set(["status"], ["token": .string(token), "expirationTimestamp": .string(expires.iso8601)])
        return .object(request, status: 201)
    }

    private mutating func claims(
        of account: JSONValue, namespace: String, audiences: [String], expires: Timestamp, bound: JSONValue?
    ) throws(APIFailure) -> JSONValue {
        var kubernetes = JSONObject([("namespace", .string(namespace))])
        if let bound, bound != .null {
            let (member, object) = try self.bound(bound, namespace: namespace, account: account.name)
            kubernetes[member] = ["name": .string(object.name), "uid": object.at(["metadata", "uid"]) ?? ""]
        }
        kubernetes["serviceaccount"] = [
            "name": .string(account.name), "uid": account.at(["metadata", "uid"]) ?? "",
        ]
        let issued = JSONValue.number(String(now.secondsSinceEpoch))
        return [
            "aud": .array(audiences.map(JSONValue.string)), "exp": .number(String(expires.secondsSinceEpoch)),
            "iat": issued, "iss": .string(cluster.issuerURL), "jti": .string(cluster.numbers.uuid()),
            "kubernetes.io": .object(kubernetes), "nbf": issued,
            "sub": .string("system:serviceaccount:\(namespace):\(account.name)"),
        ]
    }

    /// The object whose end ends a token, and the claim that names it.
    private func bound(
        _ reference: JSONValue, namespace: String, account: String
    ) throws(APIFailure) -> (claim: String, object: JSONValue) {
        let kinds: [String: (claim: String, kind: ResourceKind)] = [
            "Pod": ("pod", .pods), "Secret": ("secret", .secrets), "Node": ("node", .nodes),
        ]
        let name = reference["name"]?.string ?? ""
        let (version, kindName) = (reference["apiVersion"]?.string ?? "", reference["kind"]?.string ?? "")
        guard let known = kinds[kindName], !version.contains("/") else {
            let group = version.contains("/") ? version : "/\(version)"
            throw .badRequest("cannot bind token to object of type \(group), Kind=\(kindName)")
        }
        let object = try find(known.kind, namespace, name)
        if known.kind == .pods, object.at(["spec", "serviceAccountName"])?.string != account {
            throw .badRequest(
                "cannot bind token for serviceaccount \"\(account)\" to pod running with different serviceaccount name."
            )
        }
        if let wanted = reference["uid"]?.string, !wanted.isEmpty, wanted != object.at(["metadata", "uid"])?.string {
            throw .precondition(
                kind: known.kind, name: name,
                why: "the UID in the bound object reference (\(wanted)) does not match the UID in record. The object "
                    + "might have been deleted and then recreated")
        }
        return (known.claim, object)
    }
}
