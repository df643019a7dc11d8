import Digest
import Foundation
import HTTPClient
import Testing
import Wire

@testable import AWSClient

/// Roles, multi-factor codes, the AWS CLI's cache, IAM Identity Center, processes.
struct RoleCredentialTests {
    private func world(_ extra: String) -> CredentialWorld {
        var world = CredentialWorld([])
        world.files["/home/me/.aws/config"] =
            "[profile p]\nrole_arn = arn:aws:iam::111122223333:role/R\nsource_profile = base\n" + extra
        return world
    }

    private func chain(_ world: CredentialWorld, _ files: MemoryFiles, _ transport: StubTransport) -> CredentialChain {
        CredentialChain(context: world.context(files, transport))
    }

    @Test func `a role is assumed with all that the profile says`() async throws {
        let world = world("external_id = e/1\nrole_session_name = me@x\nduration_seconds = 900\nmfa_serial = arn:mfa\n")
        let transport = StubTransport { CredentialWorld.answer($0, []) }
        let found = try await chain(world, MemoryFiles(world.files), transport).credentials()
        #expect(found.accessKeyID == "assumeRole" && found.accountID == "111122223333")
        #expect(found.source.words == "via profile p (assumed role, credentials file)")
        let body = String(decoding: try #require(transport.requests.first).body, as: UTF8.self)
        for part in [
            "RoleSessionName=me%40x", "DurationSeconds=900", "ExternalId=e%2F1", "SerialNumber=arn%3Amfa",
            "TokenCode=123456",
        ] { #expect(body.contains(part)) }
        #expect(transport.requests.first?.header("authorization")?.contains("Credential=BASE/") == true)
        #expect(world.asked.value == [MFAPrompt(profile: "p", serial: "arn:mfa")])
        #expect(world.asked.value.first?.text == "Enter MFA code for arn:mfa: ")
    }

    @Test func `without a code the person is told`() async throws {
        for code in [nil, "", "  "] as [String?] {
            var world = world("mfa_serial = arn:mfa\n")
            world.code = code
            let transport = StubTransport([])
            let chain = chain(world, MemoryFiles(world.files), transport)
            let error = await #expect(throws: CredentialError.self) { try await chain.credentials() }
            #expect(
                error?.sentence
                    == "Profile \"p\" needs a code from the device arn:mfa, and none was given. "
                    + "Try again and enter the six digits.")
            #expect(transport.requests.isEmpty)
        }
    }

    @Test func `a refused role is told with the operation and the code`() async throws {
        let world = world("")
        let transport = StubTransport([.xmlError(403, "AccessDenied", "not authorized to perform: sts:AssumeRole")])
        let chain = chain(world, MemoryFiles(world.files), transport)
        let error = await #expect(throws: CredentialError.self) { try await chain.credentials() }
        #expect(
            error?.sentence
                == "STS AssumeRole was refused for profile \"p\" with AccessDenied: not authorized to perform: "
                + "sts:AssumeRole. Check that the role's trust policy names the source credentials and that they may "
                + "sts:AssumeRole.")
    }

    @Test func `an assumed role is shared with the AWS CLI through its cache`() async throws {
        let world = world("mfa_serial = arn:mfa\nduration_seconds = 3600\n")
        let files = MemoryFiles(world.files)
        let transport = StubTransport { CredentialWorld.answer($0, []) }
        _ = try await chain(world, files, transport).credentials()
        // json.dumps({...}, sort_keys=True) in Python.
        let text =
            "{\"DurationSeconds\": 3600, \"RoleArn\": \"arn:aws:iam::111122223333:role/R\", "
            + "\"SerialNumber\": \"arn:mfa\"}"
        let path = "/home/me/.aws/cli/cache/\(Hex.encode(SHA1.hash(Array(text.utf8)))).json"
        let entry = try JSONValue.parse(try #require(files.text(path)))
        #expect(entry["Credentials"]?["AccessKeyId"]?.string == "assumeRole")
        #expect(entry["Credentials"]?["Expiration"]?.string == "2026-01-02T04:04:05Z")
        _ = try await chain(world, files, transport).credentials()
        #expect(transport.requests.count == 1)
        #expect(world.asked.value.count == 1)
        // With less than fifteen minutes left the cache counts no more.
        world.clock.pass(seconds: 46 * 60)
        _ = try? await chain(world, files, transport).credentials()
        #expect(transport.requests.count == 2)
    }

    @Test func `an entry that the AWS CLI wrote is read`() async throws {
        let world = world("")
        let path =
            "/home/me/.aws/cli/cache/"
            + Hex.encode(SHA1.hash(Array("{\"RoleArn\": \"arn:aws:iam::111122223333:role/R\"}".utf8))) + ".json"
        let files = MemoryFiles(world.files)
        try files.write(
            Array(
                """
                {"Credentials": {"AccessKeyId": "FROMCLI", "SecretAccessKey": "s", "SessionToken": "t",
                "Expiration": "2026-01-02T05:00:00UTC"}, "AssumedRoleUser": {"AssumedRoleId": "AROA:x",
                "Arn": "arn:aws:sts::111122223333:assumed-role/R/x"}, "ResponseMetadata": {}}
                """.utf8), to: path)
        let transport = StubTransport([])
        let found = try await chain(world, files, transport).credentials()
        #expect(found.accessKeyID == "FROMCLI" && found.accountID == "111122223333")
        #expect(transport.requests.isEmpty)
    }

    @Test(.enabled(if: Python.has("botocore")))
    func `cache keys are botocore's`() throws {
        let script = """
            import json
            from botocore.credentials import AssumeRoleCredentialFetcher as A, SSOCredentialFetcher as S
            a = A(None, None, 'arn:aws:iam::111122223333:role/Ü "x"', {'ExternalId': 'e\\\\1', 'DurationSeconds': 900,
                'SerialNumber': 'arn:mfa', 'RoleSessionName': 'n'})
            s = S('https://corp.example.com/start', 'eu-central-1', 'Admin', '111122223333', None)
            t = S('https://corp.example.com/start', 'eu-central-1', 'Admin', '111122223333', None, sso_session_name='corp')
            print(json.dumps([a._cache_key, s._cache_key, t._cache_key]))
            """
        let keys = try JSONValue.parse(Array(try Python.output(script, module: "botocore"))).array?.map(\.string)
        let role = CredentialStep.RoleSettings(
            profile: "p", roleARN: "arn:aws:iam::111122223333:role/Ü \"x\"", sessionName: "n", externalID: "e\\1",
            mfaSerial: "arn:mfa", durationSeconds: 900, region: nil)
        func sso(_ session: String?) -> CredentialStep.SSOSettings {
            CredentialStep.SSOSettings(
                profile: "p", session: session, startURL: "https://corp.example.com/start", region: "eu-central-1",
                accountID: "111122223333", roleName: "Admin")
        }
        #expect(keys == [CLICache.key(role), CLICache.key(sso(nil)), CLICache.key(sso("corp"))])
    }

    // MARK: IAM Identity Center

    private func signedIn(_ end: String, session: Bool = true) -> CredentialWorld {
        var world = CredentialWorld([.sso])
        if !session {
            world.files["/home/me/.aws/config"] =
                "[profile p]\nsso_start_url = https://corp.example.com/start\nsso_region = eu-central-1\n"
                + "sso_account_id = 111122223333\nsso_role_name = Admin\n"
        }
        let name = session ? "corp" : "https://corp.example.com/start"
        world.files[CredentialWorld.ssoPath(name)] = CredentialWorld.ssoToken.replacing(
            "2026-01-02T09:00:00Z", with: end)
        return world
    }

    @Test func `a sign-in that has ended names the command`() async throws {
        for session in [true, false] {
            let world = signedIn("2026-01-02T03:00:00Z", session: session)
            let transport = StubTransport { _ in .http(400, "{\"error\":\"invalid_grant\"}") }
            let chain = chain(world, MemoryFiles(world.files), transport)
            let error = await #expect(throws: CredentialError.self) { try await chain.credentials() }
            #expect(error == .signInExpired(profile: "p", command: "aws sso login --profile p"))
            #expect(
                error?.sentence
                    == "The sign-in of profile \"p\" has expired. Run \"aws sso login --profile p\", then try again.")
            #expect(error?.command == "aws sso login --profile p")
        }
    }

    @Test func `a sign-in that the portal refuses names the command`() async throws {
        let world = signedIn("2026-01-02T09:00:00Z")
        let transport = StubTransport([
            .http(401, "{\"message\":\"no\"}", [HTTPHeader("x-amzn-errortype", "UnauthorizedException")])
        ])
        let chain = chain(world, MemoryFiles(world.files), transport)
        let error = await #expect(throws: CredentialError.self) { try await chain.credentials() }
        #expect(error == .signInExpired(profile: "p", command: "aws sso login --profile p"))
    }

    @Test func `a machine where nobody has signed in names the command`() async throws {
        var world = signedIn("2026-01-02T09:00:00Z")
        world.files[CredentialWorld.ssoPath("corp")] = nil
        let chain = chain(world, MemoryFiles(world.files), StubTransport([]))
        let error = await #expect(throws: CredentialError.self) { try await chain.credentials() }
        #expect(error == .notSignedIn(profile: "p", command: "aws sso login --profile p"))
    }

    @Test func `a sign-in near its end is renewed and the new token kept for the AWS CLI`() async throws {
        let world = signedIn("2026-01-02T03:10:00Z")
        let files = MemoryFiles(world.files)
        let transport = StubTransport { request in
            guard request.url == "https://oidc.eu-central-1.amazonaws.com/token" else {
                return CredentialWorld.answer(request, [])
            }
            return .http(200, "{\"accessToken\":\"new-access-token\",\"expiresIn\":28800,\"refreshToken\":\"r2\"}")
        }
        let found = try await chain(world, files, transport).credentials()
        #expect(found.accessKeyID == "sso" && found.accountID == "111122223333")
        #expect(transport.requests.last?.header("x-amz-sso_bearer_token") == "new-access-token")
        #expect(
            transport.requests.last?.url
                == "https://portal.sso.eu-central-1.amazonaws.com/federation/credentials?role_name=Admin"
                + "&account_id=111122223333")
        let kept = try JSONValue.parse(try #require(files.text(CredentialWorld.ssoPath("corp"))))
        #expect(kept["accessToken"]?.string == "new-access-token" && kept["refreshToken"]?.string == "r2")
        #expect(kept["expiresAt"]?.string == "2026-01-02T11:04:05Z" && kept["clientId"]?.string == "client")
    }

    @Test func `an aws login session that has ended names the command`() async throws {
        let world = CredentialWorld([.login])
        world.clock.pass(seconds: 3600)
        let chain = CredentialChain(context: world.context())
        let error = await #expect(throws: CredentialError.self) { try await chain.credentials() }
        #expect(error == .signInExpired(profile: "p", command: "aws login --profile p"))
    }

    // MARK: Processes

    @Test func `what a process prints is checked`() async throws {
        for (output, status, problem) in [
            ("", Int32(2), "it ended with status 2: no session"), ("hello", 0, "it printed something that is not JSON"),
            ("{\"AccessKeyId\":\"a\"}", 0, "its answer lacks \"Version\": 1"),
            ("{\"Version\":1,\"AccessKeyId\":\"a\"}", 0, "its answer lacks SecretAccessKey"),
            (
                "{\"Version\":1,\"AccessKeyId\":\"a\",\"SecretAccessKey\":\"b\",\"Expiration\":\"soon\"}", 0,
                "its Expiration is not a time"
            ),
        ] {
            var context = CredentialWorld([.process]).context()
            context.processes = FakeProcesses(output: output, status: status, errors: "no session\nmore")
            let chain = CredentialChain(context: context)
            let error = await #expect(throws: CredentialError.self) { try await chain.credentials() }
            #expect(error == .processFailed(profile: "p", problem: problem))
        }
    }

    @Test func `a process runs only for the profile that was chosen`() async throws {
        var context = CredentialWorld([.process]).context()
        let processes = FakeProcesses(output: CredentialWorld.processOutput)
        context.processes = processes
        _ = try Profiles.load(context).names
        _ = try CallerSettings.load(context, profile: "p")
        _ = try await CredentialChain(context: context, profile: "base").credentials()
        #expect(processes.runs.isEmpty)
        _ = try await CredentialChain(context: context, profile: "p").credentials()
        #expect(processes.runs == [["give-keys", "--for", "p"]])
    }
}
