import Wire

extension APIServer {
    /// The audience that the API server takes tokens for when nobody names one.
    static let ownAudience = "https://kubernetes.default.svc"

    /// Answers a TokenRequest: a signed token for a service account.
    mutating func token(namespace: String, name: String, _ call: APICall) throws(APIFailure) -> APIAnswer {
        let account = try find(.serviceAccounts, namespace, name)
        var request = try ObjectBody.object(of: call)
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
        if let bound, bound["kind"]?.string == "Pod" {
            let pod = try find(.pods, namespace, bound["name"]?.string ?? "")
            let uid = pod.at(["metadata", "uid"])
            if let wanted = bound["uid"]?.string, !wanted.isEmpty, wanted != uid?.string {
                throw .precondition(
                    kind: .pods, name: pod.name,
                    why:
                        "the UID in the bound object reference (\(wanted)) does not match the UID in record. The object "
                        + "might have been deleted and then recreated")
            }
            kubernetes["pod"] = ["name": .string(pod.name), "uid": uid ?? ""]
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
}
