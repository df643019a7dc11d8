import Digest
import Foundation
import HTTPClient
import Testing
import Wire

@testable import AWSClient

/// Where credentials are found, and which place wins.
struct CredentialChainTests {
    private typealias Place = CredentialWorld.Place

    private func find(_ world: CredentialWorld, profile: String? = nil) async throws -> Credentials {
        try await CredentialChain(context: world.context(), profile: profile).credentials()
    }

    @Test(arguments: CredentialWorld.Place.allCases)
    func `each place is found`(_ place: CredentialWorld.Place) async throws {
        let found = try await find(CredentialWorld([place]))
        #expect(found.accessKeyID == place.rawValue)
        #expect(found.source.words.hasPrefix("via "))
        if ![.environment, .credentialsFile, .configFile].contains(place) {
            #expect(found.sessionToken?.hasSuffix("token") == true)
            #expect(found.expiration != nil)
        }
    }

    @Test func `of two places the one earlier in botocore's order wins`() async throws {
        for (index, first) in Place.allCases.enumerated() {
            for second in Place.allCases.dropFirst(index + 1) {
                let found = try await find(CredentialWorld([first, second]))
                #expect(found.accessKeyID == first.rawValue, "\(first) before \(second)")
            }
        }
    }

    @Test func `a profile named explicitly switches the environment off`() async throws {
        for place in [Place.assumeRole, .sso, .credentialsFile, .process, .configFile] {
            let found = try await find(CredentialWorld([.environment, .webIdentity, place]), profile: "p")
            #expect(found.accessKeyID == place.rawValue)
        }
    }

    @Test func `two callers at once do not mix`() async throws {
        let world = CredentialWorld([.environment, .credentialsFile])
        let context = world.context()
        async let a = CredentialChain(context: context, profile: "base").credentials()
        async let b = CredentialChain(context: context, profile: "p").credentials()
        async let c = CredentialChain(context: context).credentials()
        let keys = try await [a, b, c].map(\.accessKeyID)
        #expect(keys == ["BASE", "credentialsFile", "environment"])
    }

    @Test func `nothing anywhere says where was looked`() async throws {
        let error = await #expect(throws: CredentialError.self) { try await find(CredentialWorld([])) }
        #expect(
            error?.sentence
                == "No credentials found (looked at environment variables, profile \"p\" in /home/me/.aws/config and "
                + "/home/me/.aws/credentials, container credentials, instance metadata). Name a profile, or set "
                + "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.")
    }

    @Test func `an unknown profile is told with the known ones`() async throws {
        let error = await #expect(throws: CredentialError.self) {
            try await find(CredentialWorld([.environment]), profile: "nope")
        }
        #expect(
            error?.sentence
                == "There is no profile \"nope\": there are \"p\", \"base\". Choose one of them, or create it with "
                + "\"aws configure --profile nope\".")
    }

    @Test func `an unreadable config file is told with its line`() async throws {
        var world = CredentialWorld([])
        world.files["/home/me/.aws/config"] = "[profile p]\nregion = x\n= broken\n"
        let error = await #expect(throws: CredentialError.self) { try await find(world) }
        #expect(error?.sentence.contains("/home/me/.aws/config:3 cannot be read as an AWS config file") == true)
    }

    @Test func `a file that may not be read is told`() async throws {
        let world = CredentialWorld([.credentialsFile])
        let files = MemoryFiles(world.files, unreadable: ["/home/me/.aws/credentials"])
        let chain = CredentialChain(context: world.context(files))
        let error = await #expect(throws: CredentialError.self) { try await chain.credentials() }
        #expect(
            error?.sentence
                == "/home/me/.aws/credentials cannot be read as an AWS config file: Permission denied. "
                + "Correct the file, then try again.")
    }

    @Test func `half a pair in the environment is told, not passed over`() async throws {
        var world = CredentialWorld([.credentialsFile])
        world.environment["AWS_ACCESS_KEY_ID"] = "AKIA"
        let error = await #expect(throws: CredentialError.self) { try await find(world) }
        #expect(
            error?.sentence
                == "Half of a key pair found in the environment: AWS_SECRET_ACCESS_KEY is missing. "
                + "Set it, or remove the other half.")
    }

    @Test func `expired keys in the environment are told as such`() async throws {
        var world = CredentialWorld([.environment, .sso])
        world.environment["AWS_CREDENTIAL_EXPIRATION"] = "2026-01-01T00:00:00Z"
        let error = await #expect(throws: CredentialError.self) { try await find(world) }
        #expect(
            error?.sentence
                == "The credentials via environment variables expired at 2026-01-01T00:00:00Z. "
                + "Get new ones, then try again.")
    }

    @Test func `the secret of a profile may hold what looks like a comment`() async throws {
        var world = CredentialWorld([])
        world.files["/home/me/.aws/credentials"] =
            "[p]\naws_access_key_id = AKIA # mine\naws_secret_access_key = abc #def\n"
        let found = try await find(world)
        #expect(found.accessKeyID == "AKIA" && found.secretAccessKey == "abc #def")
    }

    @Test(arguments: ["true", "True", "TRUE"])
    func `instance metadata can be switched off`(_ text: String) async throws {
        var world = CredentialWorld([.metadata])
        world.environment["AWS_EC2_METADATA_DISABLED"] = text
        let transport = StubTransport { CredentialWorld.answer($0, [.metadata]) }
        let chain = CredentialChain(context: world.context(nil, transport))
        let error = await #expect(throws: CredentialError.self) { try await chain.credentials() }
        #expect(error?.sentence.contains("instance metadata (switched off)") == true)
        #expect(transport.requests.isEmpty)
    }

    @Test func `a container's endpoint must be near or use TLS`() async throws {
        for (url, ok) in [
            ("http://evil.example.com/creds", false), ("http://169.254.170.2.example.com/", false),
            ("ftp://localhost/", false), ("https://creds.example.com/x", true), ("http://localhost:8080/x", true),
            ("http://127.0.0.1/x", true), ("http://[::1]:81/x", true), ("http://169.254.170.23/v1/credentials", true),
            ("http://[fd00:ec2::23]/v1/credentials", true),
        ] {
            var world = CredentialWorld([])
            world.environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = url
            let transport = StubTransport { _ in
                .http(200, "{\"AccessKeyId\":\"a\",\"SecretAccessKey\":\"b\",\"Token\":\"c\"}")
            }
            let found = try? await CredentialChain(context: world.context(nil, transport)).credentials()
            #expect((found != nil) == ok, "\(url)")
            #expect(transport.requests.isEmpty == !ok, "\(url)")
        }
    }

    @Test func `Pod Identity's token is read anew for each attempt and sent`() async throws {
        var world = CredentialWorld([])
        world.environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "http://169.254.170.23/v1/credentials"
        world.environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = "/pod-token"
        world.files["/pod-token"] = "pod.jwt.token"
        let transport = StubTransport([
            .http(500), .http(200, "{\"AccessKeyId\":\"a\",\"SecretAccessKey\":\"b\",\"Token\":\"c\"}"),
        ])
        _ = try await CredentialChain(context: world.context(nil, transport)).credentials()
        #expect(transport.requests.map { $0.header("authorization") } == ["pod.jwt.token", "pod.jwt.token"])
        world.files["/pod-token"] = "two\nlines"
        let error = await #expect(throws: CredentialError.self) { try await find(world) }
        #expect(error?.sentence.contains("line break") == true)
    }
}
