import Calls
import HTTPClient
import Identifiers
import Testing
import Wire

@testable import AWSClient

/// One call from its first attempt to its end, over a scripted transport and a virtual clock.
struct InvocationTests {
    private let clock = VirtualClock()
    private let observer = RecordingObserver()

    private func session(_ replies: [StubTransport.Reply], retry: RetrySettings = RetrySettings()) throws
        -> (AWSSession, StubTransport)
    {
        let transport = StubTransport(replies)
        return (try Fixtures.session(transport, clock: clock, observer: observer, retry: retry), transport)
    }

    private func failure<T>(_ body: () async throws(AWSFailure) -> T) async -> AWSFailure? {
        do {
            _ = try await body()
            return nil
        } catch {
            return error
        }
    }

    @Test func `faults that pass are repeated after growing waits and told`() async throws {
        let (session, transport) = try session([.http(503), .failure(.reset(host: "sts")), .identity])
        let identity = try await STS(session).getCallerIdentity()
        #expect(identity.account == "111122223333" && identity.requestID == "req-1")
        #expect(clock.waits == [1000, 2000])
        #expect(observer.attempts.map(\.status) == [503, nil, 200])
        #expect(observer.attempts.map(\.problem) == ["not AWS (empty)", "connection reset", nil])
        #expect(observer.pauses.count == 2)
        #expect(
            transport.requests.map { $0.header("amz-sdk-request") }
                == ["attempt=1; max=3", "attempt=2; max=3", "attempt=3; max=3"])
        let ids = Set(transport.requests.map { $0.header("amz-sdk-invocation-id") })
        #expect(ids.count == 1)
    }

    @Test func `after the last attempt the last error is thrown with everything it holds`() async throws {
        let reply = StubTransport.Reply.xmlError(400, "Throttling", "Rate exceeded")
        let (session, _) = try session([reply, reply, reply])
        let failure = await failure { () async throws(AWSFailure) in try await STS(session).getCallerIdentity() }
        let error = try #require(failure?.serviceError)
        #expect(error.code == "Throttling" && error.message == "Rate exceeded" && error.status == 400)
        #expect(error.requestID == "req-Throttling" && error.attempts == 3 && error.operation == "GetCallerIdentity")
        #expect(error.isThrottling)
        #expect(
            failure?.sentence
                == "STS GetCallerIdentity (EKS account 111122223333, eu-west-1) was refused with Throttling: Rate exceeded "
                + "(request req-Throttling)")
    }

    @Test func `an error that would stay is not repeated`() async throws {
        let (session, transport) = try session([.xmlError(403, "AccessDenied", "no"), .identity])
        let failure = await failure { () async throws(AWSFailure) in try await session.perform(.getRole("r")) }
        #expect(failure?.isAccessDenied == true)
        #expect(transport.requests.count == 1)
    }

    @Test func `the server's own wait is kept`() async throws {
        let (session, _) = try session([.http(503, "", [HTTPHeader("Retry-After", "4")]), .identity])
        _ = try await STS(session).getCallerIdentity()
        #expect(clock.waits == [4000])
    }

    @Test func `a wrong clock is corrected once and remembered`() async throws {
        let date = HTTPHeader("Date", clock.now.adding(seconds: 3600).httpDate)
        let (session, transport) = try session([
            .xmlError(403, "SignatureDoesNotMatch", "Signature expired", [date]), .identity, .identity,
        ])
        _ = try await STS(session).getCallerIdentity()
        _ = try await STS(session).getCallerIdentity()
        #expect(
            transport.requests.map { $0.header("x-amz-date") }
                == ["20260102T030405Z", "20260102T040405Z", "20260102T040405Z"])
        #expect(clock.waits.isEmpty)
    }

    @Test func `a wrong key is not taken for a wrong clock`() async throws {
        let date = HTTPHeader("Date", clock.now.httpDate)
        let (session, transport) = try session([.xmlError(403, "SignatureDoesNotMatch", "x", [date]), .identity])
        let failure = await failure { () async throws(AWSFailure) in try await STS(session).getCallerIdentity() }
        #expect(failure?.code == "SignatureDoesNotMatch" && transport.requests.count == 1)
    }

    @Test func `credentials that AWS calls expired are fetched anew once`() async throws {
        let provider = CountingProvider()
        let transport = StubTransport([.xmlError(403, "ExpiredToken"), .identity])
        let session = try Fixtures.session(transport, clock: clock, provider: provider)
        _ = try await STS(session).getCallerIdentity()
        #expect(provider.forgotten == 1)
        #expect(transport.requests.map { $0.header("x-amz-security-token") } == ["token-0", "token-1"])
    }

    private static let mail = Call(
        .sendEmail, .ses,
        [
            "Source": "a@example.com", "Destination": ["ToAddresses": ["b@example.com"]],
            "Message": ["Subject": ["Data": "s"], "Body": ["Text": ["Data": "t"]]],
        ])
    private static let taken = StubTransport.Reply.http(
        200, "<SendEmailResponse><SendEmailResult><MessageId>m</MessageId></SendEmailResult></SendEmailResponse>")

    @Test func `a mail whose fate is unknown is not sent again`() async throws {
        for reply in [
            StubTransport.Reply.failure(.timedOut(.waiting, host: "email")), .failure(.reset(host: "email")),
            .xmlError(500, "InternalFailure"), .http(502),
        ] {
            let (session, transport) = try session([reply, Self.taken])
            let failure = await failure { () async throws(AWSFailure) in try await session.perform(Self.mail) }
            #expect(failure != nil)
            #expect(transport.requests.count == 1)
        }
        for reply in [
            StubTransport.Reply.failure(.refused(host: "email", port: 443)), .xmlError(400, "Throttling"),
            .failure(.timedOut(.connecting, host: "email")),
        ] {
            let (session, transport) = try session([reply, Self.taken])
            #expect(try await session.perform(Self.mail).value["MessageId"]?.string == "m")
            #expect(transport.requests.count == 2)
        }
    }

    @Test func `SES is paced from its first throttling on, sends are not`() async throws {
        let account = StubTransport.Reply.http(200, "{\"ProductionAccessEnabled\":false}")
        let (session, _) = try session([
            account, account, .http(429, "{}", [HTTPHeader("x-amzn-errortype", "TooManyRequestsException")]), account,
            account, Self.taken,
        ])
        for _ in 0..<2 { _ = try await session.perform(.getAccount(.ses, in: nil)) }
        #expect(clock.waits.isEmpty)
        _ = try await session.perform(.getAccount(.ses, in: nil))
        #expect(clock.waits == [1000])
        _ = try await session.perform(.getAccount(.ses, in: nil))
        #expect(clock.waits == [1000, 1000])
        #expect(observer.pauses.last?.reason == .pacing)
        _ = try await session.perform(Self.mail)
        #expect(clock.waits == [1000, 1000])
    }

    @Test func `a cancelled task ends at once, before, within and between attempts`() async throws {
        let before = try session([.identity])
        let early = Task { () -> AWSFailure? in
            withUnsafeCurrentTask { $0?.cancel() }
            return await failure { () async throws(AWSFailure) in try await STS(before.0).getCallerIdentity() }
        }
        guard case .cancelled? = await early.value else {
            Issue.record("not cancelled before")
            return
        }
        #expect(before.1.requests.isEmpty)
        for reply in [StubTransport.Reply.failure(.cancelled), .http(503), .xmlError(400, "Throttling")] {
            // The transport cancels the task that waits for it: within the attempt, or just after its answer.
            let transport = StubTransport { _ in
                withUnsafeCurrentTask { $0?.cancel() }
                return reply
            }
            let session = try Fixtures.session(transport, clock: clock, retry: RetrySettings(maxAttempts: 9))
            let task = Task {
                await failure { () async throws(AWSFailure) in try await STS(session).getCallerIdentity() }
            }
            guard case .cancelled? = await task.value else {
                Issue.record("not cancelled after \(reply)")
                return
            }
            #expect(transport.requests.count == 1)
        }
    }

    @Test func `the account that GetCallerIdentity tells stands in later records`() async throws {
        let (session, _) = try session([.identity, .xmlError(404, "NoSuchEntity")])
        _ = try await STS(session).getCallerIdentity()
        let failure = await failure { () async throws(AWSFailure) in try await session.perform(.getRole("r")) }
        #expect(failure?.call?.account == "111122223333")
        #expect(failure?.isNotFound == true)
        #expect(observer.attempts.last?.account == "111122223333")
    }
}

/// Gives other temporary credentials after each time it was told to forget.
final class CountingProvider: CredentialsProvider {
    private let count = MutexBox(0)

    var forgotten: Int { count.value }

    func credentials() async throws(CredentialError) -> Credentials {
        Credentials(
            accessKeyID: "ASIA\(count.value)", secretAccessKey: "secret-\(count.value)",
            sessionToken: "token-\(count.value)", source: .given("test"))
    }

    func forget() async { count.change { $0 += 1 } }
}
