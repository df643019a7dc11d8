import HTTPClient
import Testing
import Wire

@testable import AWSClient

/// What a person is told before credentials are used, and that telling it runs and asks nothing.
struct OutlookTests {
    /// A run of anything fails the test.
    private struct NoProcesses: ProcessRunner {
        func run(_ arguments: [String], environment: [String: String], timeoutSeconds: Int) async throws(ProcessError)
            -> ProcessOutput
        {
            Issue.record("ran \(arguments)")
            throw .cannotStart(program: arguments[0], reason: "not allowed")
        }
    }

    private func outlook(
        _ config: String, profile: String?, environment: [String: String] = [:], credentials: String = ""
    ) throws -> [String] {
        let transport = StubTransport { request in
            Issue.record("asked \(request.url)")
            return .http(500, "")
        }
        let files = MemoryFiles(["/home/me/.aws/config": config, "/home/me/.aws/credentials": credentials])
        let context = CredentialContext(
            environment: environment, home: "/home/me", transport: transport, files: files, processes: NoProcesses())
        return try CredentialOutlook.of(context, profile: profile).steps.map(\.words)
    }

    @Test(arguments: [
        (
            "[profile p]\ncredential_process = /usr/local/bin/vault-creds prod",
            ["runs \"/usr/local/bin/vault-creds prod\" of the profile p"]
        ),
        (
            "[profile p]\naws_access_key_id = a\naws_secret_access_key = b",
            ["takes the keys of p in /home/me/.aws/config"]
        ),
        (
            "[profile p]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Admin\n"
                + "[sso-session corp]\nsso_start_url = https://x\nsso_region = eu-west-1",
            ["asks the sign-in portal in eu-west-1 for Admin in 111122223333"]
        ),
        (
            "[profile p]\nrole_arn = arn:aws:iam::111122223333:role/ops/deploy\nsource_profile = q\nmfa_serial = m\n"
                + "[profile q]\ncredential_process = get",
            ["runs \"get\" of the profile q", "asks you for a code and STS for the role deploy"]
        ),
        (
            "[profile p]\nrole_arn = arn:aws:iam::111122223333:role/x\nweb_identity_token_file = /t",
            ["asks STS for the role x with the token in /t"]
        ),
        ("[profile p]\nlogin_session = s", ["uses the session of \"aws login\" for p"]),
        (
            "[profile p]\nrole_arn = arn:aws:iam::111122223333:role/x\ncredential_source = Ec2InstanceMetadata",
            ["asks 169.254.169.254 for the instance's keys", "asks STS for the role x"]
        ),
        ("[profile p]\nregion = eu-west-1", ["asks 169.254.169.254 for the instance's keys"]),
    ])
    func `a profile's way is told from files`(config: String, words: [String]) throws {
        #expect(try outlook(config, profile: "p") == words)
    }

    @Test func `the environment's way`() throws {
        let keys = ["AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"]
        let process = "[default]\ncredential_process = touch x"
        #expect(try outlook(process, profile: nil, environment: keys) == ["takes the keys of the environment"])
        #expect(try outlook(process, profile: nil) == ["runs \"touch x\" of the profile default"])
        #expect(try outlook("", profile: nil, environment: ["AWS_EC2_METADATA_DISABLED": "true"]).isEmpty)
        let container = ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://169.254.170.23/v1/credentials"]
        #expect(
            try outlook("", profile: nil, environment: container) == ["asks 169.254.170.23 for the container's keys"])
    }

    @Test func `what is wrong with a profile is thrown, as the search would`() {
        #expect(throws: CredentialError.unknownProfile("p", known: [], unprefixed: [])) {
            try outlook("", profile: "p")
        }
        #expect(throws: CredentialError.self) { try outlook("[profile p]\nrole_arn = a", profile: "p") }
    }

    @Test func `a section that lacks the word profile is told what is missing`() {
        let bare = #expect(throws: CredentialError.self) { try outlook("[p]\nregion = eu-west-1", profile: "p") }
        #expect(
            bare?.sentence
                == "There is no profile \"p\": the config file has [p], where a profile is written [profile p]. Put \"profile \" before the name there."
        )
        let other = #expect(throws: CredentialError.self) { try outlook("[q]\nregion = eu-west-1", profile: "p") }
        #expect(
            other?.sentence.contains(
                "there are no profiles (what the config file has as [q] lacks \"profile \" before the name)") == true)
        let source = #expect(throws: CredentialError.self) {
            try outlook("[q]\n[profile p]\nrole_arn = a\nsource_profile = q", profile: "p")
        }
        #expect(source?.sentence.contains("is written [q] there, without \"profile \"") == true)
    }

    @Test(arguments: [
        ("/usr/local/bin/vault-creds prod", "/usr/local/bin/vault-creds prod"),
        ("get --token abc --user me", "get --token (redacted) --user me"),
        ("get --password=abc -v", "get --password=(redacted) -v"),
        ("env VAULT_TOKEN=abc get prod", "env VAULT_TOKEN=(redacted) get prod"),
        (
            "curl -u me:abc https://me:abc@vault.example.com/x",
            "curl -u me:(redacted) https://(redacted)@vault.example.com/x"
        ),
        ("sh -c 'API_KEY=abc get \"a b\"'", "sh -c 'API_KEY=(redacted) get 'a b''"),
        ("get hvs.CAESIJ4k9Xq2mNQ7s", "get (redacted)"), ("get ghp_16C7e42F292c6912E7710c", "get (redacted)"),
        ("get 0123456789abcdef0123456789abcdef", "get (redacted)"),
        ("get AKIAIOSFODNN7EXAMPLE", "get (redacted)"),
        (
            "get 111122223333 arn:aws:iam::111122223333:role/Deploy2026",
            "get 111122223333 arn:aws:iam::111122223333:role/Deploy2026"
        ),
        ("get /opt/Vendor/2026/Files/config99.json", "get /opt/Vendor/2026/Files/config99.json"),
        ("get 'open --token abc", "get 'open --token (redacted)"), ("\u{1B}]0;x\u{7}get", "\\x1b]0;x\\x07get"),
    ])
    func `a command is shown without what looks like a secret`(command: String, shown: String) {
        #expect(ShownCommand(command).text == shown)
    }

    @Test func `a program's complaint loses the secrets of its command line and of its words`() async throws {
        let marks = "says 'bad token abc1 for https://u:pw@h with Bearer 0123456789' \u{1B}[31m"
        let context = CredentialContext(
            environment: ["PATH": "/usr/bin:/bin"], transport: StubTransport([]), files: MemoryFiles())
        let source = ProcessSource(
            context: context, command: "sh -c 'printf \"%s\\n\" \"$2\" >&2; exit 3' --token abc1 \"\(marks)\"",
            profile: "p", accountID: nil)
        do {
            _ = try await source.credentials()
            Issue.record("did not fail")
        } catch {
            #expect(
                error.sentence.contains(
                    "ended with status 3: says 'bad token (redacted) for (redacted) with Bearer (redacted)' \\x1b[31m"
                ), "\(error.sentence)")
        }
    }
}
