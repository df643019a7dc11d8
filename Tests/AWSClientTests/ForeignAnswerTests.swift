import Calls
import HTTPClient
import Testing
import Wire

@testable import AWSClient

/// What stands between a program and AWS answers in AWS's place.
struct ForeignAnswerTests {
    private func failure(_ reply: StubTransport.Reply, _ send: (AWSSession) async throws(AWSFailure) -> Void)
        async throws -> AWSFailure?
    {
        let session = try Fixtures.session(StubTransport([reply]), retry: RetrySettings(maxAttempts: 1))
        do {
            try await send(session)
            return nil
        } catch {
            return error
        }
    }

    @Test func `pages, emptiness and halves are recognised`() async throws {
        let page = "<!DOCTYPE html>\n<html><body>Please  log in\u{1b}[31m</body></html>"
        let html = [HTTPHeader("content-type", "text/html; charset=utf-8")]
        let cases: [(StubTransport.Reply, NotAWSAnswer.Kind)] = [
            (.http(200, page, html), .html), (.http(200, page), .html), (.http(502, page, html), .html),
            (.http(407, page), .html), (.http(503, ""), .empty), (.http(200, ""), .empty),
            (.http(200, "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>a"), .truncated),
            (.http(403, "<ErrorResponse><Error><Code>Acc"), .truncated),
            // Complete and wrong is not cut off.
            (.http(200, "<?xml version=\"1.0\"?>\n<A><B></C></A>\n"), .unknown), (.http(200, "<A b=c></A>"), .unknown),
            (.http(200, "{\"a\": tru}"), .unknown), (.http(200, "{\"a\": {\"b\": 1}"), .truncated),
            (.http(200, "{\"a\": \"}"), .truncated), (.http(200, "hello"), .unknown),
            (.http(404, "404 page not found"), .unknown), (.http(200, "{\"a\":1}"), .unknown),
            (.http(200, "<rss></rss>"), .unknown),
            (
                .http(302, "", [HTTPHeader("location", "https://portal.example.com/login?t=1")]),
                .redirect(to: "https://portal.example.com/login")
            ),
        ]
        for (reply, kind) in cases {
            let failure = try await failure(reply) { session async throws(AWSFailure) in
                _ = try await STS(session).getCallerIdentity()
            }
            guard case .notAWS(let answer)? = failure else {
                Issue.record("\(kind): \(failure?.sentence ?? "no failure")")
                continue
            }
            #expect(answer.kind == kind)
            #expect(answer.excerpt.count <= 160 && !answer.excerpt.contains("\u{1b}"))
            #expect(answer.sentence.contains("GetCallerIdentity"))
        }
    }

    @Test func `a cut JSON answer is recognised`() async throws {
        let failure = try await failure(.http(200, "{\"cluster\":{\"name\":\"mail-prod\",\"sta")) {
            session async throws(AWSFailure) in _ = try await session.perform(Self.cluster)
        }
        guard case .notAWS(let answer)? = failure else {
            Issue.record("not recognised")
            return
        }
        #expect(answer.kind == .truncated)
    }

    @Test func `an answer without what it promises names the field`() async throws {
        let xml =
            "<GetRoleResponse><GetRoleResult><Role><RoleName>r</RoleName></Role></GetRoleResult></GetRoleResponse>"
        let first = try await failure(.http(200, xml)) { session async throws(AWSFailure) in
            _ = try await session.perform(.getRole("r"))
        }
        guard case .malformed(let answer)? = first else {
            Issue.record("not recognised")
            return
        }
        #expect(answer.field == "GetRoleResult.Role.RoleId")
        let second = try await failure(.http(200, "{\"cluster\":{}}")) { session async throws(AWSFailure) in
            _ = try await session.perform(Self.cluster)
        }
        #expect(
            second?.sentence
                == "EKS DescribeCluster (EKS account 111122223333, eu-west-1) was answered without cluster.status. "
                + "If the endpoint is not AWS's own, it does not support this operation; otherwise try again.")
    }

    @Test func `a code in the headers is enough for an error`() async throws {
        let headers = [
            HTTPHeader("x-amzn-errortype", "NotFoundException:http://internal.amazon.com/"),
            HTTPHeader("x-amzn-requestid", "req-9"),
        ]
        let failure = try await failure(.http(404, "", headers)) { session async throws(AWSFailure) in
            _ = try await session.perform(.getEmailIdentity("a@example.com", .ses, in: nil))
        }
        #expect(failure?.isNotFound == true && failure?.requestID == "req-9")
    }

    private static let cluster = Call(.describeCluster, .eks, ["name": "mail-prod"])
}
