import Foundation
import HTTPClient
import Identifiers
import Testing
import Wire

@testable import AWSClient

/// What profile, environment and flags say about a caller.
struct SettingsTests {
    private func load(
        _ environment: [String: String] = [:], _ config: String = "", profile: String? = nil, region: String? = nil,
        endpoint: String? = nil
    ) throws -> CallerSettings {
        let context = CredentialContext(
            environment: environment.merging(["HOME": "/home/me"]) { $1 }, transport: StubTransport([]),
            files: MemoryFiles(["/home/me/.aws/config": config]))
        return try CallerSettings.load(
            context, profile: profile, region: try region.map { try Region($0) }, endpointURL: endpoint)
    }

    @Test func `the region is looked for in the AWS CLI's order`() throws {
        let config = "[default]\nregion = sa-east-1\n"
        let all = ["AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "eu-west-2"]
        for (environment, given, region, words) in [
            (all, "us-east-1" as String?, "us-east-1", "given"), (all, nil, "eu-west-1", "AWS_REGION"),
            (["AWS_DEFAULT_REGION": "eu-west-2"], nil, "eu-west-2", "AWS_DEFAULT_REGION"),
            (["AWS_REGION": " "], nil, "sa-east-1", "profile default"),
        ] {
            let settings = try load(environment, config, region: given)
            #expect(settings.region?.text == region)
            #expect(settings.regionOrigin?.words == words)
        }
        #expect(try load().region == nil)
    }

    @Test func `endpoints are looked for in the AWS CLI's order`() throws {
        let config = """
            [default]
            endpoint_url = http://profile
            services = local
            [services local]
            sts =
              endpoint_url = http://section-sts
            """
        let both = ["AWS_ENDPOINT_URL": "http://env", "AWS_ENDPOINT_URL_STS": "http://env-sts"]
        #expect(try load(both, config, endpoint: "http://flag").endpoints.overrides[.sts]?.url == "http://flag")
        let environment = try load(both, config).endpoints.overrides
        #expect(environment[.sts]?.url == "http://env-sts" && environment[.sts]?.source == "AWS_ENDPOINT_URL_STS")
        #expect(environment[.iam]?.url == "http://env")
        let global = try load(["AWS_ENDPOINT_URL": "http://env"], config).endpoints.overrides
        #expect(global[.sts]?.url == "http://env")
        let profile = try load([:], config).endpoints.overrides
        #expect(profile[.sts]?.url == "http://section-sts" && profile[.iam]?.url == "http://profile")
        #expect(profile[.iam]?.source == "endpoint_url of profile default")
        let ignored = ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"].merging(both) { $1 }
        #expect(try load(ignored, config).endpoints.overrides.isEmpty)
        #expect(try load(ignored, config, endpoint: "http://flag").endpoints.overrides[.iam]?.url == "http://flag")
    }

    @Test func `retries are read and refused`() throws {
        let settings = try load(["AWS_MAX_ATTEMPTS": "5", "AWS_NEW_RETRIES_2026": "true"]).retry
        #expect(settings == RetrySettings(mode: .standard2026, maxAttempts: 5))
        #expect(try load([:], "[default]\nmax_attempts = 2\nretry_mode = standard\n").retry.maxAttempts == 2)
        #expect(try load().retry == RetrySettings(mode: .standard, maxAttempts: 3))
        for (environment, part) in [
            (["AWS_MAX_ATTEMPTS": "many"], "the number of attempts is \"many\"; expected 1 or more"),
            (["AWS_MAX_ATTEMPTS": "0"], "the number of attempts is \"0\""),
            (["AWS_RETRY_MODE": "wild"], "retry mode is \"wild\"; expected standard, adaptive or legacy"),
            (["AWS_REGION": "eu west"], "AWS_REGION is \"eu west\", which is not a region's name"),
        ] {
            let error = #expect(throws: CredentialError.self) { try load(environment) }
            #expect(error?.sentence.contains(part) == true)
        }
    }

    @Test func `variants and trust are read`() throws {
        let settings = try load(
            ["AWS_USE_FIPS_ENDPOINT": "TRUE", "AWS_STS_REGIONAL_ENDPOINTS": "legacy", "AWS_SDK_UA_APP_ID": "me"],
            "[default]\nuse_dualstack_endpoint = true\nca_bundle = ~/ca.pem\n")
        #expect(settings.endpoints.fips && settings.endpoints.dualStack && settings.endpoints.globalSTS)
        #expect(settings.trust == HTTPTrust(roots: .file(path: "/home/me/ca.pem")))
        #expect(settings.applicationID == "me")
        #expect(try load(["AWS_CA_BUNDLE": "/x.pem"], "[default]\nca_bundle = ~/ca.pem\n").trust == nil)
    }

    @Test func `AWS_PROFILE beats AWS_DEFAULT_PROFILE, as in the AWS CLI`() throws {
        let config = "[profile a]\n[profile b]\n"
        #expect(try load(["AWS_PROFILE": "a", "AWS_DEFAULT_PROFILE": "b"], config).profile == "a")
        #expect(try load(["AWS_DEFAULT_PROFILE": "b"], config).profile == "b")
        #expect(throws: CredentialError.unknownProfile("c", known: ["a", "b"], unprefixed: [])) {
            try load(["AWS_PROFILE": "c"], config)
        }
    }

    @Test func `a session needs a region and says where to set one`() throws {
        let context = CredentialContext(
            environment: ["HOME": "/home/me"], transport: StubTransport([]), files: MemoryFiles())
        let error = #expect(throws: CredentialError.self) { try AWSSession.open("EKS account", context: context) }
        #expect(
            error?.sentence
                == "No region is known. Set \"region\" in profile \"default\", set AWS_REGION, or choose one.")
    }

    @Test func `every credential error is a sentence with advice`() {
        let call = AWSCall(service: .sts, operation: "AssumeRole", label: "x", region: "eu-west-1", attempts: 1)
        let errors: [CredentialError] = [
            .none(looked: ["a"]), .unknownProfile("p", known: [], unprefixed: ["q"]),
            .partial(source: "s", missing: "m"),
            .invalidConfiguration(profile: "p", problem: "x", file: nil, line: nil),
            .unreadableFile(path: "f", problem: "x", line: nil), .circularProfiles(["a", "b"]),
            .signInExpired(profile: "p", command: "c"), .notSignedIn(profile: "p", command: "c"),
            .noMFACode(profile: "p", serial: "s"), .processFailed(profile: "p", problem: "x"),
            .refused(profile: nil, error: AWSError(call: call, code: "ExpiredToken", message: "m", status: 403)),
            .unreachable(source: "S", problem: "x"), .unreadableToken(path: "f", problem: "x"),
            .expired(source: .environment, at: "t"), .noRegion(profile: nil), .cancelled,
        ]
        for error in errors {
            #expect(error.sentence.hasSuffix("."))
            let sentences = error.sentence.replacing("…", with: "").components(separatedBy: ". ")
            #expect(error == .cancelled || sentences.count >= 2, "\(error.sentence)")
        }
    }
}
