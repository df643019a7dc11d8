import Calls
import FaultServer
import HTTPClient
import KubernetesClient
import Testing
import Wire

/// Reading objects.
@Suite struct ObjectTests {
    @Test func `a service account is read`() async throws {
        let path = "/api/v1/namespaces/mail/serviceaccounts/mailer"
        let answers = try Answers(["GET \(path)": .init(body: Answers.serviceAccount)])
        let account = try #require(
            try await answers.session.object(.serviceAccount, name: "mailer", namespace: "mail"))
        #expect(account == (try JSONValue.parse(Answers.serviceAccount)))
        let request = try #require(answers.server.requests.first)
        #expect(request.header("authorization") == "Bearer good")
        #expect(request.header("accept") == "application/json")
    }

    @Test func `what is not there is nil`() async throws {
        let answers = try Answers([:])
        #expect(try await answers.session.object(.serviceAccount, name: "mailer", namespace: "mail") == nil)
        #expect(try await answers.session.object(.namespace, name: "mail") == nil)
        #expect(try await answers.session.delete(.deployment, name: "mailer", namespace: "mail") == false)
    }

    @Test(arguments: [
        ("../../nodes", "..%2F..%2Fnodes"), ("..", "%2E%2E"), (".", "%2E"), ("a b", "a%20b"), ("ä", "%C3%A4"),
        ("a?b#c", "a%3Fb%23c"), ("a\r\nb", "a%0D%0Ab"),
    ])
    func `names cannot leave their place`(name: String, encoded: String) async throws {
        let answers = try Answers([:])
        #expect(try await answers.session.object(.serviceAccount, name: name, namespace: name) == nil)
        #expect(
            answers.server.requests.first?.target == "/api/v1/namespaces/\(encoded)/serviceaccounts/\(encoded)")
    }

    @Test func `a list is read page after page`() async throws {
        let server = try FaultServer { request, connection in
            let second = request.target.contains("continue=next%2Fplace")
            let page =
                second
                ? #"{"kind":"PodList","metadata":{},"items":[{"metadata":{"name":"b"}}]}"#
                : #"{"kind":"PodList","metadata":{"continue":"next/place"},"items":[{"metadata":{"name":"a"}}]}"#
            connection.answer(200, page)
            return .keep
        }
        let session = KubernetesSession(
            server: server.url, trust: .system, transport: CurlTransport(), tokens: nil)
        let pods = try await session.objects(.pod, namespace: "mail", labelSelector: "app=mailer,tier in (a)")
        #expect(pods.map { $0["metadata"]?["name"]?.string } == ["a", "b"])
        #expect(pods.first?["kind"] == "Pod")
        #expect(pods.first?["apiVersion"] == "v1")
        let first = try #require(server.requests.first)
        #expect(
            first.target == "/api/v1/namespaces/mail/pods?limit=500&labelSelector=app%3Dmailer%2Ctier%20in%20%28a%29")
        #expect(first.header("authorization") == nil)
    }

    @Test func `pages without end are given up`() async throws {
        let page = #"{"metadata":{"continue":"again"},"items":[]}"#
        let answers = try Answers(["GET /api/v1/namespaces": .init(body: page)])
        let error = await failure { () throws(KubernetesFailure) in
            try await answers.session.objects(.namespace)
        }
        #expect(
            error == .malformed(KubernetesRight(verb: "list", resource: "namespaces"), "its pages do not end"))
    }

    @Test func `an empty list may be null`() async throws {
        let answers = try Answers(["GET /apis/apps/v1/deployments": .init(body: #"{"items":null,"metadata":{}}"#)])
        #expect(try await answers.session.objects(.deployment).isEmpty)
    }

    @Test(arguments: [
        ("{}", "a list without items"), (#"{"items":[1]}"#, "an item that is no object"),
        ("[]", "it is no object"),
    ])
    func `lists that are none`(body: String, detail: String) async throws {
        let answers = try Answers(["GET /api/v1/pods": .init(body: body)])
        let error = await failure { () throws(KubernetesFailure) in try await answers.session.objects(.pod) }
        #expect(error == .malformed(KubernetesRight(verb: "list", resource: "pods"), detail))
    }
}
