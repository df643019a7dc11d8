import TestFiles
import Testing
import Wire

@testable import AWSClient

struct ProfilePlanTests {
    /// A case of the public suite that sesame decides like botocore instead, and why.
    private static let decidedOtherwise: Set<String> = [
        // A sign-in without account and role gives a token for other services, not AWS credentials.
        "SSO token profile selected"
    ]

    @Test(.needs(publicData: "aws_profile_suite.json"))
    func `chains of profiles are followed as the SDKs follow them`() throws {
        let cases = try #require(
            try JSONValue.parse(PublicData.bytes("aws_profile_suite.json"))["assume_role_chain"]?.array)
        #expect(cases.count == 28)
        for test in cases {
            let docs = test["docs"]?.string ?? ""
            if ProfilePlanTests.decidedOtherwise.contains(docs) { continue }
            let expected = test["output"]?["ProfileChain"]?.array
            var found: [JSONValue]?
            do {
                let plan = ProfilePlan(
                    profiles: try ProfilePlanTests.profiles(test["input"] ?? [:]), webIdentityEnvironment: nil)
                found = try plan.steps(test["input"]?["selected_profile"]?.string ?? "")?.map(ProfilePlanTests.json)
            } catch {
                found = nil
            }
            #expect(found == expected, "\(docs)")
        }
    }

    @Test(.needs(publicData: "aws_profile_suite.json"))
    func `files are looked for where the SDKs look`() throws {
        let cases = try #require(
            try JSONValue.parse(PublicData.bytes("aws_profile_suite.json"))["file_location"]?.array)
        for test in cases where test["platform"]?.string != "windows" {
            var environment: [String: String] = [:]
            for member in test["environment"]?.object?.members ?? [] {
                environment[member.key] = member.value.string
            }
            let context = CredentialContext(
                environment: environment, transport: StubTransport([]), files: MemoryFiles())
            let profiles = try Profiles.load(context)
            #expect(profiles.configPath == test["configLocation"]?.string)
            #expect(profiles.credentialsPath == test["credentialsLocation"]?.string)
            if let name = test["profile"]?.string { #expect(Profiles.chosen(in: environment).name == name) }
        }
    }

    @Test func `what is wrong with a profile is said with file and line`() throws {
        for (config, sentence) in [
            (
                "[profile p]\nregion=r\nrole_arn=arn:x",
                "Profile \"p\" cannot be used: it has role_arn but neither source_profile nor credential_source "
                    + "(/home/me/.aws/config:3). Correct it in the config file."
            ),
            (
                "[profile p]\nrole_arn=a\nsource_profile=q",
                "Profile \"p\" cannot be used: its source_profile \"q\" does not exist (/home/me/.aws/config:3). "
                    + "Correct it in the config file."
            ),
            (
                "[profile p]\nrole_arn=a\ncredential_source=Mars",
                "Profile \"p\" cannot be used: credential_source is \"Mars\"; expected Environment, "
                    + "Ec2InstanceMetadata or EcsContainer (/home/me/.aws/config:3). Correct it in the config file."
            ),
            (
                "[profile p]\nsso_account_id=1\nsso_start_url=u",
                "Profile \"p\" cannot be used: it uses IAM Identity Center but lacks sso_role_name, sso_region "
                    + "(/home/me/.aws/config:2). Correct it in the config file."
            ),
            (
                "[profile p]\nsso_session=s\nsso_account_id=1\nsso_role_name=r",
                "Profile \"p\" cannot be used: there is no [sso-session s] (/home/me/.aws/config:2). "
                    + "Correct it in the config file."
            ),
            (
                "[profile p]\naws_access_key_id=k",
                "Half of a key pair found in profile \"p\" (/home/me/.aws/config): aws_secret_access_key is missing. "
                    + "Set it, or remove the other half."
            ),
            (
                "[profile p]\nrole_arn=a\nsource_profile=q\n[profile q]\nrole_arn=b\nsource_profile=p",
                "The profiles p, q, p name each other as source_profile. One of them needs credentials of its own."
            ),
        ] {
            let context = CredentialContext(
                environment: ["HOME": "/home/me"], transport: StubTransport([]),
                files: MemoryFiles(["/home/me/.aws/config": config]))
            let plan = ProfilePlan(profiles: try Profiles.load(context), webIdentityEnvironment: nil)
            let error = #expect(throws: CredentialError.self) { try plan.steps("p") }
            #expect(error?.sentence == sentence)
        }
    }

    @Test func `profiles are listed without touching the network, each once`() throws {
        let files = MemoryFiles([
            "/home/me/.aws/config": "[default]\nregion=x\n[profile a]\n[sso-session s]\nsso_region=r\n[profile b]\n",
            "/home/me/.aws/credentials": "[b]\naws_access_key_id=k\n[c]\n",
        ])
        let transport = StubTransport([])
        let context = CredentialContext(environment: ["HOME": "/home/me"], transport: transport, files: files)
        #expect(try Profiles.load(context).names == ["default", "a", "b", "c"])
        #expect(transport.requests.isEmpty)
    }

    // MARK: The suite's forms

    private static func profiles(_ input: JSONValue) throws -> Profiles {
        func section(_ kind: AWSConfigFile.Section.Kind, _ name: String, _ values: JSONValue) -> AWSConfigFile.Section {
            AWSConfigFile.Section(
                kind: kind, name: name, position: SourcePosition(line: 1, column: 1),
                properties: (values.object?.members ?? []).map {
                    AWSConfigFile.Property(
                        key: $0.key, value: $0.value.string ?? "", position: SourcePosition(line: 1, column: 1))
                })
        }
        let sections =
            (input["profiles"]?.object?.members ?? []).map { section(.profile, $0.key, $0.value) }
            + (input["sso_sessions"]?.object?.members ?? []).map { section(.ssoSession, $0.key, $0.value) }
        return Profiles(
            configPath: "config", credentialsPath: "credentials",
            config: AWSConfigFile(kind: .config, sections: sections), credentials: nil)
    }

    private static func json(_ step: CredentialStep) -> JSONValue {
        func object(_ pairs: [(String, String?)]) -> JSONValue {
            .object(JSONObject(pairs.compactMap { pair in pair.1.map { (pair.0, .string($0)) } }))
        }
        return switch step {
        case .keys(let pair):
            [
                "AccessKey": object([
                    ("access_key_id", pair.accessKeyID), ("secret_access_key", pair.secretAccessKey),
                    ("account_id", pair.accountID),
                ])
            ]
        case .named(let source, _): ["NamedSource": .string(source.rawValue)]
        case .webIdentity(let role):
            [
                "WebIdentityToken": object([
                    ("role_arn", role.roleARN), ("web_identity_token_file", role.tokenFile),
                    ("role_session_name", role.sessionName),
                ])
            ]
        case .sso(let settings):
            [
                "Sso": object([
                    ("sso_account_id", settings.accountID), ("sso_region", settings.region),
                    ("sso_role_name", settings.roleName), ("sso_start_url", settings.startURL),
                ])
            ]
        case .login(let session, _): ["Login": .string(session)]
        case .process(let command, _, _): ["Process": .string(command)]
        case .assumeRole(let role):
            [
                "AssumeRole": object([
                    ("role_arn", role.roleARN), ("external_id", role.externalID),
                    ("role_session_name", role.sessionName),
                ])
            ]
        }
    }
}
