import Calls
import FaultServer
import HTTPClient
import KubernetesClient
import Testing
import Wire

/// Changing objects, and asking for tokens and permissions.
@Suite struct WriteTests {
    private let wanted: JSONValue = [
        "apiVersion": "v1", "kind": "ServiceAccount",
        "metadata": ["name": "mailer", "namespace": "mail", "annotations": ["a": "ä"]],
    ]

    @Test(arguments: [false, true])
    func `apply is server-side and never forces`(dryRun: Bool) async throws {
        let path = "/api/v1/namespaces/mail/serviceaccounts/mailer"
        let answers = try Answers(["PATCH \(path)": .init(status: 201, body: Answers.serviceAccount)])
        let kept = try await answers.session.apply(wanted, dryRun: dryRun)
        #expect(kept["metadata"]?["resourceVersion"] == "217")
        let request = try #require(answers.server.requests.first)
        #expect(request.target == path + "?fieldManager=sesame&force=false" + (dryRun ? "&dryRun=All" : ""))
        #expect(request.header("content-type") == "application/apply-patch+yaml")
        #expect(try JSONValue.parse(request.body) == wanted)
    }

    @Test func `a write whose connection dies after it was read arrives once, and may have happened`() async throws {
        let server = try FaultServer { request, connection in
            guard request.method == "PATCH" else {
                connection.answer(200, Answers.serviceAccount, headers: [("Content-Type", "application/json")])
                return .keep
            }
            connection.reset()
            return .close
        }
        let session = KubernetesSession(
            server: server.url, trust: .system, transport: CurlTransport(), tokens: StaticTokenSource("good"))
        // Connections that a repetition would be sent over.
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<5 {
                group.addTask {
                    _ = try? await session.object(.serviceAccount, name: "mailer", namespace: "mail")
                }
            }
        }
        let error = await failure { () throws(KubernetesFailure) in try await session.apply(wanted) }
        #expect(error?.mayHaveHappened == true)
        #expect(server.requests.count { $0.method == "PATCH" } == 1)
    }

    @Test func `objects without a namespace go to the context's, or to none`() async throws {
        let answers = try Answers([:])
        var session = answers.session
        session.namespace = "mail"
        let account: JSONValue = ["apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "mailer"]]
        let namespace: JSONValue = ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "mail"]]
        let deployment: JSONValue = ["apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "d"]]
        for object in [account, namespace, deployment] {
            let error = await failure { () throws(KubernetesFailure) in try await session.apply(object) }
            #expect(error?.isNotFound == true)
        }
        #expect(
            answers.server.requests.map(\.path) == [
                "/api/v1/namespaces/mail/serviceaccounts/mailer", "/api/v1/namespaces/mail",
                "/apis/apps/v1/namespaces/mail/deployments/d",
            ])
    }

    @Test func `unknown kinds are not sent`() async throws {
        let answers = try Answers([:])
        let error = await failure { () throws(KubernetesFailure) in
            try await answers.session.apply(["apiVersion": "v2", "kind": "Pod", "metadata": ["name": "p"]])
        }
        #expect(
            error == .malformed(KubernetesRight(verb: "patch", resource: "?"), "the kind v2 Pod is not known"))
        #expect(answers.server.requests.isEmpty)
    }

    @Test func `a conflict names managers and fields`() async throws {
        let body = """
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Apply failed with 2 \
            conflicts","reason":"Conflict","details":{"causes":[{"reason":"FieldManagerConflict","message":"conflict \
            with \\"kubectl-client-side-apply\\" using v1","field":".metadata.annotations.eks.amazonaws.com/role-arn"},\
            {"reason":"FieldManagerConflict","message":"conflict with \\"helm\\" using v1 at 2026-01-02T03:04:05Z",\
            "field":".metadata.labels.app"}]},"code":409}
            """
        let answers = try Answers([
            "PATCH /api/v1/namespaces/mail/serviceaccounts/mailer": .init(status: 409, body: body)
        ])
        let error = await failure { () throws(KubernetesFailure) in try await answers.session.apply(wanted) }
        let call = KubernetesRight(verb: "patch", resource: "serviceaccounts", namespace: "mail", name: "mailer")
        #expect(
            error
                == .conflict(
                    [
                        FieldConflict(
                            manager: "kubectl-client-side-apply",
                            field: ".metadata.annotations.eks.amazonaws.com/role-arn"),
                        FieldConflict(manager: "helm", field: ".metadata.labels.app"),
                    ], call))
        #expect(
            error?.sentence
                == "Others manage what patch serviceaccounts \"mailer\" in namespace \"mail\" would change: "
                + ".metadata.annotations.eks.amazonaws.com/role-arn by kubectl-client-side-apply, "
                + ".metadata.labels.app by helm. Nothing was changed.")
    }

    @Test func `delete names the object it means`() async throws {
        let path = "/apis/apps/v1/namespaces/mail/deployments/ses-test"
        let answers = try Answers(["DELETE \(path)": .init(body: #"{"kind":"Status","status":"Success"}"#)])
        #expect(
            try await answers.session.delete(.deployment, name: "ses-test", namespace: "mail", uid: "u-1", dryRun: true)
        )
        let sent = try JSONValue.parse(try #require(answers.server.requests.first).body)
        #expect(sent["preconditions"]?["uid"] == "u-1")
        #expect(sent["propagationPolicy"] == "Background")
        #expect(sent["dryRun"] == ["All"])
    }

    @Test func `a token is asked for by audience and time`() async throws {
        let path = "/api/v1/namespaces/mail/serviceaccounts/mailer/token"
        let body = """
            {"kind":"TokenRequest","status":{"token":"secret.secret.secret","expirationTimestamp":"2026-01-02T03:14:05Z"}}
            """
        let answers = try Answers(["POST \(path)": .init(status: 201, body: body)])
        let token = try await answers.session.tokenRequest(
            namespace: "mail", name: "mailer", audience: "sts.amazonaws.com", seconds: 600)
        #expect(token.token == "secret.secret.secret")
        #expect(token.expiration == Timestamp(iso8601: "2026-01-02T03:14:05Z"))
        #expect(!"\(token) \(String(reflecting: token))".contains("secret"))
        #expect(
            try JSONValue.parse(try #require(answers.server.requests.first).body) == [
                "apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest",
                "spec": ["audiences": ["sts.amazonaws.com"], "expirationSeconds": 600],
            ])
    }

    @Test func `an access question is asked and answered`() async throws {
        let answers = try Answers([
            "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews": .init(
                status: 201, body: #"{"status":{"allowed":false,"reason":"no RBAC policy matched"}}"#)
        ])
        let answer = try await answers.session.selfSubjectAccessReview(
            KubernetesRight(verb: "create", resource: "serviceaccounts/token", namespace: "mail"))
        #expect(answer == AccessAnswer(isAllowed: false, reason: "no RBAC policy matched", evaluationError: ""))
        #expect(
            try JSONValue.parse(try #require(answers.server.requests.first).body)["spec"]?["resourceAttributes"] == [
                "verb": "create", "group": "", "resource": "serviceaccounts", "subresource": "token",
                "namespace": "mail",
            ])
    }

    @Test func `version and logs are read`() async throws {
        let answers = try Answers([
            "GET /version": .init(body: #"{"major":"1","minor":"33+","gitVersion":"v1.33.4-eks-0a1b2c3"}"#),
            "GET /api/v1/namespaces/mail/pods/p/log": .init(body: "one\n\u{1b}[2Jtwo\n", type: "text/plain"),
        ])
        let version = try await answers.session.serverVersion()
        #expect(version.major == 1 && version.minor == 33 && version.isEKS)
        let text = try await answers.session.logs(
            pod: "p", namespace: "mail", container: "cli", tailLines: 20, previous: true)
        #expect(text == "one\n\u{1b}[2Jtwo\n")
        #expect(
            answers.server.requests.last?.target
                == "/api/v1/namespaces/mail/pods/p/log?limitBytes=1048576&container=cli&tailLines=20&previous=true")
    }
}
