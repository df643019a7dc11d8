import Calls
import FaultServer
import HTTPClient
import KubernetesClient
import Synchronization
import Testing

/// What may come back instead of an object.
@Suite struct FailureTests {
    private let call = KubernetesRight(verb: "get", resource: "serviceaccounts", namespace: "mail", name: "mailer")
    private let path = "GET /api/v1/namespaces/mail/serviceaccounts/mailer"

    private func failure(_ answer: Answers.Answer, tokens: (any TokenSource)? = nil) async throws -> KubernetesFailure?
    {
        let answers = try Answers([path: answer], tokens: tokens)
        do {
            _ = try await answers.session.object(.serviceAccount, name: "mailer", namespace: "mail")
            Issue.record("did not fail")
            return nil
        } catch {
            return error
        }
    }

    @Test func `forbidden names what may not be done`() async throws {
        let answers = try Answers([
            "POST /api/v1/namespaces/mail/serviceaccounts/mailer/token": .init(status: 403, body: Answers.forbidden)
        ])
        let error = await KubernetesClientTests.failure { () throws(KubernetesFailure) in
            try await answers.session.tokenRequest(
                namespace: "mail", name: "mailer", audience: "sts.amazonaws.com", seconds: 600)
        }
        guard case .forbidden(let call, let message) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(call.verb == "create" && call.resource == "serviceaccounts/token")
        #expect(call.namespace == "mail" && call.name == "mailer")
        #expect(message.contains("cannot create resource"))
        #expect(
            error?.sentence.hasPrefix("The cluster does not allow the caller to create serviceaccounts/token") == true)
    }

    @Test(arguments: [
        Answers.Answer(status: 200, body: "<!DOCTYPE html><html><head><TITLE>Sign\n in</TITLE>", type: "text/html"),
        .init(status: 502, body: "<html><title>Sign in</title></html>", type: "text/html"),
        .init(status: 200, body: "  <HTML><title>Sign in</title>", type: "text/plain"),
    ])
    func `a page is not an API server`(answer: Answers.Answer) async throws {
        #expect(try await failure(answer) == .notKubernetes(status: answer.status, excerpt: "Sign in"))
    }

    @Test func `other strangers`() async throws {
        #expect(
            try await failure(.init(status: 404, body: "404 page not found", type: "text/plain"))
                == .notKubernetes(status: 404, excerpt: "404 page not found"))
        #expect(
            try await failure(.init(status: 403, body: #"{"message":"Missing Authentication Token"}"#))
                == .notKubernetes(status: 403, excerpt: #"{"message":"Missing Authentication Token"}"#))
        #expect(try await failure(.init(status: 503, body: "")) == .notKubernetes(status: 503, excerpt: ""))
        #expect(
            try await failure(.init(status: 401, body: "error: login required", type: "text/plain"))
                == .unauthorized(CallerProof(.nothing), message: "error: login required"))
    }

    @Test func `a redirect is not followed`() async throws {
        let server = try FaultServer { _, connection in
            connection.answer(302, headers: [("Location", "https://login.example.com/?secret=1")])
            return .keep
        }
        let session = KubernetesSession(
            server: server.url, trust: .system, transport: CurlTransport(), tokens: StaticTokenSource("t"))
        let error = await KubernetesClientTests.failure { () throws(KubernetesFailure) in
            try await session.serverVersion()
        }
        #expect(error == .notKubernetes(status: 302, excerpt: "redirect to https://login.example.com/"))
        #expect(server.requests.count == 1)
    }

    @Test(arguments: ["{\"kind\":\"Servi", "", "null", "[1]", "{\"a\":1,\"a\":2}"])
    func `a broken answer`(body: String) async throws {
        guard case .malformed(call, _) = try await failure(.init(body: body)) else {
            Issue.record("not malformed")
            return
        }
    }

    @Test func `any other status keeps the server's words, made safe`() async throws {
        let body = """
            {"kind":"Status","message":"quota \\u001b[31mexceeded","reason":"TooManyRequests","code":429}
            """
        let error = try await failure(.init(status: 429, body: body))
        #expect(error?.isTransient == true)
        #expect(
            error?.sentence
                == "The cluster refused to get serviceaccounts \"mailer\" in namespace \"mail\": "
                + "quota \\x1b[31mexceeded (429 TooManyRequests).")
    }

    @Test(arguments: [
        (
            422, "application/json",
            ##"{"kind":"Status","message":"got Bearer hush and \u001b","reason":"hush","code":422}"##
        ),
        (403, "application/json", ##"{"kind":"Status","message":"x hush","reason":"Forbidden","code":403}"##),
        (401, "application/json", ##"{"kind":"Status","message":"hush is unknown","code":401}"##),
        (401, "text/plain", "token hush"), (502, "text/html", "<html><title>hush</title>"), (500, "text/plain", "hush"),
        (
            409, "application/json",
            ##"{"kind":"Status","code":409,"details":{"causes":[{"reason":"FieldManagerConflict","message":"conflict with \"hush\"","field":"hush"}]}}"##
        ),
    ])
    func `an echoed token is nowhere in the failure`(status: Int, type: String, body: String) async throws {
        let failure = try await failure(
            .init(status: status, body: body, type: type), tokens: StaticTokenSource("hush"))
        let error = try #require(failure)
        #expect(!String(reflecting: error).contains("hush"), "\(String(reflecting: error))")
        #expect(error.sentence.contains("(redacted)"), "\(error.sentence)")
    }

    @Test func `a refused token is replaced once`() async throws {
        let server = try FaultServer { request, connection in
            if request.header("authorization") == "Bearer new" {
                connection.answer(200, #"{"major":"1","minor":"33","gitVersion":"v1.33.0"}"#)
            } else {
                connection.answer(401, Answers.unauthorized)
            }
            return .keep
        }
        let source = CountingTokens(["old", "new"])
        let session = KubernetesSession(
            server: server.url, trust: .system, transport: CurlTransport(), tokens: source)
        #expect(try await session.serverVersion().minor == 33)
        #expect(source.asked == [false, true])
        let stubborn = CountingTokens(["old"])
        let other = KubernetesSession(
            server: server.url, trust: .system, transport: CurlTransport(), tokens: stubborn)
        let error = await KubernetesClientTests.failure { () throws(KubernetesFailure) in
            try await other.serverVersion()
        }
        #expect(error == .unauthorized(CallerProof(.token), message: "Unauthorized"))
        #expect(stubborn.asked == [false, true])
        #expect(server.requests.count == 4)
    }

    @Test func `without a token nothing is sent`() async throws {
        let answers = try Answers([:], tokens: CountingTokens([]))
        let error = await KubernetesClientTests.failure { () throws(KubernetesFailure) in
            try await answers.session.serverVersion()
        }
        #expect(error == .credentials("no token"))
        #expect(answers.server.requests.isEmpty)
    }

    @Test func `no answer is the transport's failure`() async throws {
        let port = try FaultServer.deadPort()
        let session = KubernetesSession(
            server: "http://127.0.0.1:\(port)", trust: .system, transport: CurlTransport(), tokens: nil)
        let error = await KubernetesClientTests.failure { () throws(KubernetesFailure) in
            try await session.serverVersion()
        }
        #expect(error == .transport(.refused(host: "127.0.0.1", port: port)))
    }

    @Test func `exchanges are told without secrets`() async throws {
        let seen = Mutex<[KubernetesExchange]>([])
        let server = try FaultServer { _, connection in
            connection.answer(200, #"{"status":{"token":"secret"}}"#, headers: [("Audit-Id", "a-1")])
            return .keep
        }
        let session = KubernetesSession(
            server: server.url, trust: .system, transport: CurlTransport(), tokens: StaticTokenSource("secret"),
            observe: { exchange in seen.withLock { $0.append(exchange) } })
        _ = try await session.tokenRequest(namespace: "mail", name: "mailer", audience: "a", seconds: 600)
        let exchange = try #require(seen.withLock { $0.first })
        #expect(exchange.request == "POST /api/v1/namespaces/mail/serviceaccounts/mailer/token")
        #expect(exchange.status == 200 && exchange.auditID == "a-1" && exchange.elapsed > .zero)
        #expect(!String(reflecting: exchange).contains("secret"))
    }
}

/// Tokens given out one after the other, the last again and again.
private final class CountingTokens: TokenSource {
    private let state: Mutex<(tokens: [String], asked: [Bool])>

    init(_ tokens: [String]) { state = Mutex((tokens, [])) }

    var asked: [Bool] { state.withLock { $0.asked } }

    func token(refreshing: Bool) async throws(KubernetesFailure) -> String {
        let token = state.withLock { state -> String? in
            state.asked.append(refreshing)
            return state.tokens.count > 1 ? state.tokens.removeFirst() : state.tokens.first
        }
        guard let token else { throw .credentials("no token") }
        return token
    }
}
