public import Calls
import HTTPClient
public import Wire

extension KubernetesSession {
    /// A token of a service account for one audience (TokenRequest, authentication.k8s.io/v1).
    ///
    /// Needs `create` on `serviceaccounts/token`.
    ///
    /// - Parameters:
    ///   - namespace: the service account's namespace.
    ///   - name: its name.
    ///   - audience: for whom, `sts.amazonaws.com`.
    ///   - seconds: how long it should count; servers refuse less than 600.
    /// - Returns: the token.
    /// - Throws: ``KubernetesFailure``.
    public func tokenRequest(
        namespace: String, name: String, audience: String, seconds: Int
    ) async throws(KubernetesFailure) -> ServiceAccountToken {
        let kind = ResourceKind.serviceAccount
        let call = KubernetesRight(
            verb: "create", resource: "serviceaccounts/token", namespace: namespace, name: name)
        let body: JSONValue = [
            "apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest",
            "spec": ["audiences": [.string(audience)], "expirationSeconds": JSONValue(seconds)],
        ]
        let answer = try await json(
            Message(
                call: call, method: "POST", path: kind.path(namespace: namespace, name: name, subresource: "token"),
                body: body.bytes(.compact), contentType: "application/json"))
        guard let token = answer["status"]?["token"]?.string, !token.isEmpty else {
            throw .malformed(call, "it holds no token")
        }
        let expiration = answer["status"]?["expirationTimestamp"]?.string.flatMap { Timestamp(iso8601: $0) }
        return ServiceAccountToken(token: token, expiration: expiration)
    }

    /// Whether the caller has a right (SelfSubjectAccessReview); everybody may ask.
    public func selfSubjectAccessReview(
        _ right: KubernetesRight
    ) async throws(KubernetesFailure) -> AccessAnswer {
        let call = KubernetesRight(
            verb: "create", group: "authorization.k8s.io", resource: "selfsubjectaccessreviews")
        var attributes = JSONObject([
            ("verb", .string(right.verb)), ("group", .string(right.group)),
        ])
        let parts = right.resource.split(separator: "/", maxSplits: 1).map(String.init)
        attributes["resource"] = .string(parts.first ?? "")
        if parts.count > 1 { attributes["subresource"] = .string(parts[1]) }
        if let namespace = right.namespace { attributes["namespace"] = .string(namespace) }
        if let name = right.name { attributes["name"] = .string(name) }
        let body: JSONValue = [
            "apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview",
            "spec": ["resourceAttributes": .object(attributes)],
        ]
        let answer = try await json(
            Message(
                call: call, method: "POST", path: "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                body: body.bytes(.compact), contentType: "application/json"))
        guard let status = answer["status"], let allowed = status["allowed"]?.bool else {
            throw .malformed(call, "it does not say whether it is allowed")
        }
        return AccessAnswer(
            isAllowed: allowed, reason: status["reason"]?.string ?? "",
            evaluationError: status["evaluationError"]?.string ?? "")
    }

    /// Who the server says that the caller is (SelfSubjectReview, authentication.k8s.io); everybody may ask.
    ///
    /// - Returns: The review; nil where the server is too old to be asked (before 1.26) or does not offer it.
    /// - Throws: ``KubernetesFailure``.
    public func selfSubjectReview() async throws(KubernetesFailure) -> JSONValue? {
        let call = KubernetesRight(verb: "create", group: "authentication.k8s.io", resource: "selfsubjectreviews")
        for version in ["v1", "v1beta1"] {
            let body: JSONValue = [
                "apiVersion": .string("authentication.k8s.io/\(version)"), "kind": "SelfSubjectReview",
            ]
            do {
                return try await json(
                    Message(
                        call: call, method: "POST", path: "/apis/authentication.k8s.io/\(version)/selfsubjectreviews",
                        body: body.bytes(.compact), contentType: "application/json"))
            } catch {
                // A group version that is not served is a page of plain text.
                if case .notKubernetes(status: 404, excerpt: _) = error { continue }
                guard error.isNotFound else { throw error }
            }
        }
        return nil
    }

    /// The API server's version; on most clusters everybody may ask.
    public func serverVersion() async throws(KubernetesFailure) -> ServerVersion {
        let call = KubernetesRight(verb: "get", resource: "version")
        let answer = try await json(Message(call: call, method: "GET", path: "/version"))
        guard let version = ServerVersion(answer) else { throw .malformed(call, "it names no version") }
        return version
    }

    /// Hears what a container writes, from its beginning until it ends.
    ///
    /// - Parameters:
    ///   - pod: The pod's name.
    ///   - namespace: Its namespace.
    ///   - container: The container; nil where the pod has only one.
    ///   - limit: How long it is listened for.
    ///   - output: Called with each piece, in order, on a thread of the transport, which waits for it: the first mebibyte
    ///     as it came, control characters included.
    /// - Throws: ``KubernetesFailure``.
    public func follow(
        pod: String, namespace: String, container: String? = nil, within limit: Duration,
        _ output: @escaping @Sendable ([UInt8]) -> Void
    ) async throws(KubernetesFailure) {
        let call = KubernetesRight(verb: "get", resource: "pods/log", namespace: namespace, name: pod)
        var message = Message(
            call: call, method: "GET",
            path: ResourceKind.pod.path(namespace: namespace, name: pod, subresource: "log"))
        message.query = [("follow", "true"), ("limitBytes", String(1 << 20))]
        if let container { message.query.append(("container", container)) }
        message.accept = "*/*"
        message.heard = output
        message.patience = limit
        _ = try await send(message)
    }

    /// What a container has written.
    ///
    /// - Parameters:
    ///   - pod: the pod's name.
    ///   - namespace: its namespace.
    ///   - container: the container; nil where the pod has only one.
    ///   - tailLines: the last so many lines; nil for all.
    ///   - previous: true for the container before the last restart.
    /// - Returns: the text as it came, the first mebibyte of those lines: control characters are still in it.
    /// - Throws: ``KubernetesFailure``.
    public func logs(
        pod: String, namespace: String, container: String? = nil, tailLines: Int? = nil, previous: Bool = false
    ) async throws(KubernetesFailure) -> String {
        let call = KubernetesRight(verb: "get", resource: "pods/log", namespace: namespace, name: pod)
        var message = Message(
            call: call, method: "GET",
            path: ResourceKind.pod.path(namespace: namespace, name: pod, subresource: "log"))
        message.query = [("limitBytes", String(1 << 20))]
        if let container { message.query.append(("container", container)) }
        if let tailLines { message.query.append(("tailLines", String(tailLines))) }
        if previous { message.query.append(("previous", "true")) }
        message.accept = "*/*"
        return try await send(message).text
    }
}
