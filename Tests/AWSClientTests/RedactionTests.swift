import Foundation
import HTTPClient
import Testing
import Wire

@testable import AWSClient

/// No secret reaches a record, a description or an error.
struct RedactionTests {
    private static let jwt = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6YTpiIn0.c2lnbmF0dXJl"

    /// Everything that must never be seen.
    private static let secrets = [
        "ASIAEXAMPLE", "secret/of+temporary", "token/of+temporary==", "token%2Fof%2Btemporary%3D%3D", jwt,
        "c2lnbmF0dXJl",
        "assumeRole-secret", "assumeRole-token", "webIdentity-secret", "webIdentity-token", "654321", "external/id-1",
        "sso-access-token", "sso-secret", "sso-token", "client-secret-value", "refresh-token-value", "new-access-token",
        "base-secret", "process-secret", "process-token", "container-secret", "metadata-secret",
    ]

    private func check(_ text: String, _ place: String, sourceLocation: SourceLocation = #_sourceLocation) {
        for secret in RedactionTests.secrets {
            #expect(!text.contains(secret), "\(secret) in \(place)", sourceLocation: sourceLocation)
        }
        for part in text.components(separatedBy: "Signature=").dropFirst() {
            #expect(part.hasPrefix(Redactor.mark), "a signature in \(place)", sourceLocation: sourceLocation)
        }
    }

    @Test func `records with bodies hold no secret`() async throws {
        let observer = RecordingObserver(bodies: true)
        let echo = StubTransport { request in
            let body = String(decoding: request.body, as: UTF8.self)
            if body.contains("AssumeRoleWithWebIdentity") {
                return CredentialWorld.assumed("webIdentity", "WithWebIdentity")
            }
            if body.contains("AssumeRole") { return CredentialWorld.assumed("assumeRole", "") }
            // What AWS does when a signature does not match: it repeats the canonical request, token and all.
            let escaped = body.replacing("&", with: "&amp;")
            let canonical = request.headers.map { "\($0.name):\($0.value)" }.joined(separator: "\n")
            return .xmlError(
                403, "SignatureDoesNotMatch", "The Canonical String should have been '\(canonical)\n\(escaped)'")
        }
        let session = try Fixtures.session(
            echo, observer: observer, provider: StaticCredentials(Fixtures.temporary))
        var texts: [String] = []
        do {
            _ = try await STS(session).getCallerIdentity()
        } catch {
            texts += [error.sentence, String(describing: error), String(reflecting: error)]
        }
        let role = try await STS(session).assumeRole(
            "arn:aws:iam::111122223333:role/R", sessionName: "s", externalID: "external/id-1", serialNumber: "arn:mfa",
            tokenCode: "654321")
        let web = try await STS(session).assumeRoleWithWebIdentity(
            "arn:aws:iam::111122223333:role/R", token: RedactionTests.jwt, sessionName: "s")
        let token = try await EKSToken.make(session, cluster: "mail-prod")
        texts += ["\(role)", "\(web)", "\(token)", String(reflecting: role), String(reflecting: token)]
        var dumped = ""
        dump(role, to: &dumped)
        dump(web.credentials, to: &dumped)
        dump(token, to: &dumped)
        texts.append(dumped)
        #expect(observer.attempts.count == 3)
        #expect(observer.attempts.first?.problem == "SignatureDoesNotMatch")
        #expect(observer.log.contains("Action=AssumeRole") && observer.log.contains("(redacted)"))
        check(observer.log, "the log")
        for text in texts { check(text, text) }
        // The session itself, with everything in it.
        dumped = ""
        dump(session, to: &dumped)
        for secret in RedactionTests.secrets.dropFirst() { #expect(!dumped.contains(secret), "\(secret)") }
    }

    @Test(arguments: CredentialWorld.Place.allCases)
    func `the search for credentials tells no secret`(_ place: CredentialWorld.Place) async throws {
        var world = CredentialWorld([place])
        world.environment["AWS_EC2_METADATA_DISABLED"] = place == .metadata ? "false" : "true"
        let found = try await CredentialChain(context: world.context()).credentials()
        check(world.observer.log, "the log of \(place)")
        check("\(found) \(found.debugDescription)", "credentials")
        #expect(!"\(found)".contains(found.secretAccessKey))
        let plan = ProfilePlan(profiles: try Profiles.load(world.context()), webIdentityEnvironment: nil)
        check(String(describing: try plan.steps("p")), "steps")
    }

    @Test func `a renewed sign-in tells no secret`() async throws {
        var world = CredentialWorld([.sso])
        world.files[CredentialWorld.ssoPath("corp")] = CredentialWorld.ssoToken.replacing(
            "2026-01-02T09:00:00Z", with: "2026-01-02T03:05:00Z")
        let transport = StubTransport { request in
            request.url.hasSuffix("/token")
                ? .http(
                    200, "{\"accessToken\":\"new-access-token\",\"expiresIn\":28800,\"refreshToken\":\"refresh-2\"}")
                : CredentialWorld.answer(request, [])
        }
        _ = try await CredentialChain(context: world.context(nil, transport)).credentials()
        #expect(world.observer.attempts.map(\.operation) == ["CreateToken", "GetRoleCredentials"])
        check(world.observer.log, "the log")
        #expect(!world.observer.log.contains("refresh-2"))
    }

    @Test func `what stands where secrets stand is taken out, whoever's it is`() {
        let redactor = Redactor(secrets: [])
        for (text, secret) in [
            ("WebIdentityToken=abc&Action=x", "abc"), ("<SecretAccessKey>q/w</SecretAccessKey>", "q/w"),
            ("{\"sessionToken\" : \"t==\"}", "t=="), ("https://x/?X-Amz-Signature=0123&a=1", "0123"),
            ("X-Amz-Security-Token=zzz", "zzz"), ("authorization: AWS4-HMAC-SHA256", "AWS4-HMAC"),
            ("see \(RedactionTests.jwt) there", "c2lnbmF0dXJl"), ("TokenCode=111222", "111222"),
        ] {
            let clean = redactor.redact(text)
            #expect(!clean.contains(secret), "\(clean)")
            #expect(clean.contains("(redacted)"))
        }
        #expect(redactor.redact("Token bucket, eyJust, Tokens=3") == "Token bucket, eyJust, Tokens=3")
    }

    @Test func `a record is one line without bodies`() {
        let attempt = AWSAttempt(
            service: .iam, operation: "GetRole", label: "EKS account", account: "111122223333", region: "eu-west-1",
            host: "iam.amazonaws.com", attempt: 1, maxAttempts: 3, status: 404, requestID: "r-1",
            problem: "NoSuchEntity", milliseconds: 12)
        #expect(
            attempt.description
                == "IAM GetRole · EKS account 111122223333 · eu-west-1 · attempt 1/3 · HTTP 404 · NoSuchEntity · "
                + "request r-1 · 12 ms")
    }
}
