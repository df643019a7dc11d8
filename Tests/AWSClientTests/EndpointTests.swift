import Foundation
import TestFiles
import Testing
import Wire

@testable import AWSClient

struct EndpointTests {
    @Test(.needs(publicData: "endpoint_tests.json"))
    func `endpoints are those of AWS's own rule sets`() throws {
        let services = try #require(try JSONValue.parse(PublicData.bytes("endpoint_tests.json"))["services"])
        var count = 0
        for (name, service) in [
            ("iam", AWSService.iam), ("sts", .sts), ("ses", .ses), ("sesv2", .sesv2), ("eks", .eks),
        ] {
            let cases = try #require(services[name]?["testCases"]?.array)
            for test in cases {
                let parameters = test["params"] ?? [:]
                // Multi-region endpoints of SES are signed with another algorithm and are not used here.
                if parameters["EndpointId"] != nil { continue }
                count += 1
                let comment = Comment(rawValue: "\(name): \(test["documentation"]?.string ?? "") \(parameters)")
                var settings = EndpointSettings(
                    fips: parameters["UseFIPS"]?.bool ?? false, dualStack: parameters["UseDualStack"]?.bool ?? false,
                    globalSTS: parameters["UseGlobalEndpoint"]?.bool ?? false)
                if let url = parameters["Endpoint"]?.string { settings.overrides = .all(url) }
                let expected = test["expect"]
                do {
                    let endpoint = try EndpointRules.endpoint(
                        of: service, region: parameters["Region"]?.string, settings: settings)
                    #expect(endpoint.url == expected?["endpoint"]?["url"]?.string, comment)
                    let scheme = expected?["endpoint"]?["properties"]?["authSchemes"]?.array?.first
                    if let region = scheme?["signingRegion"]?.string {
                        #expect(endpoint.signingRegion == region, comment)
                    }
                    if let name = scheme?["signingName"]?.string { #expect(endpoint.signingName == name, comment) }
                } catch {
                    #expect(expected?["error"]?.string != nil, comment)
                }
            }
        }
        #expect(count > 220)
    }

    @Test func `IAM signs for one region of its partition`() throws {
        for (region, host, signing) in [
            ("eu-west-1", "https://iam.amazonaws.com", "us-east-1"),
            ("us-gov-east-1", "https://iam.us-gov.amazonaws.com", "us-gov-west-1"),
            ("cn-northwest-1", "https://iam.cn-north-1.amazonaws.com.cn", "cn-north-1"),
            ("eusc-de-east-1", "https://iam.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1"),
        ] {
            let endpoint = try EndpointRules.endpoint(of: .iam, region: region, settings: EndpointSettings())
            #expect(endpoint.url == host)
            #expect(endpoint.signingRegion == signing)
        }
    }

    /// As botocore's rule set of 2016-11-28 has them.
    @Test func `Organizations answers in one region of a partition, over both protocols in each`() throws {
        let cases: [(String, Bool, Bool, String, String)] = [
            ("eu-west-1", false, false, "organizations.us-east-1.amazonaws.com", "us-east-1"),
            ("eu-west-1", true, false, "organizations-fips.us-east-1.amazonaws.com", "us-east-1"),
            ("eu-west-1", false, true, "organizations.eu-west-1.api.aws", "eu-west-1"),
            ("us-gov-east-1", false, false, "organizations.us-gov-west-1.amazonaws.com", "us-gov-west-1"),
            ("us-gov-east-1", true, false, "organizations.us-gov-west-1.amazonaws.com", "us-gov-west-1"),
            ("cn-north-1", false, false, "organizations.cn-northwest-1.amazonaws.com.cn", "cn-northwest-1"),
            ("aws-global", false, false, "organizations.us-east-1.amazonaws.com", "us-east-1"),
        ]
        for (region, fips, dualStack, host, signing) in cases {
            let endpoint = try EndpointRules.endpoint(
                of: .organizations, region: region, settings: EndpointSettings(fips: fips, dualStack: dualStack))
            #expect(endpoint.url == "https://\(host)")
            #expect(endpoint.signingRegion == signing && endpoint.signingName == "organizations")
        }
        let here = try EndpointRules.endpoint(
            of: .organizations, region: "eu-west-1",
            settings: EndpointSettings(overrides: .all("http://127.0.0.1:4566")))
        #expect(here.signingRegion == "us-east-1")
    }

    @Test(arguments: ["ftp://x", "localhost:8000", "https://", "http://a b", "https://h/?q=1", ""])
    func `an override that is no URL is refused`(_ url: String) {
        #expect(throws: EndpointError.invalidOverride(source: "--endpoint-url", found: url)) {
            try EndpointRules.endpoint(
                of: .sts, region: "eu-west-1", settings: EndpointSettings(overrides: .all(url)))
        }
    }

    @Test func `an override keeps its path and loses its last slash`() throws {
        let endpoint = try EndpointRules.endpoint(
            of: .iam, region: "eu-west-1", settings: EndpointSettings(overrides: .all("http://127.0.0.1:5000/base/")))
        #expect(endpoint.url == "http://127.0.0.1:5000/base")
        #expect(endpoint.authority == "127.0.0.1:5000")
        #expect(endpoint.signingRegion == "us-east-1")
        #expect(endpoint.isOverride)
    }

    @Test func `every endpoint error says what to do`() {
        let errors: [EndpointError] = [
            .missingRegion, .fipsWithOverride, .dualStackWithOverride, .fipsUnsupported(partition: "p"),
            .dualStackUnsupported(partition: "p"), .invalidRegion("x y"), .invalidOverride(source: "s", found: "f"),
        ]
        for error in errors { #expect(error.sentence.hasSuffix(".") && error.sentence.count > 30) }
    }

    @Test func `a refused override is quoted without user and password`() {
        let url = "http://user:word@127.0.0.1:5000/?a=b"
        let sentence = EndpointError.invalidOverride(source: "AWS_ENDPOINT_URL", found: url).sentence
        #expect(!sentence.contains("word@") && !sentence.contains("user:"), "\(sentence)")
        #expect(sentence.contains("127.0.0.1:5000/?a=b"), "\(sentence)")
    }
}
