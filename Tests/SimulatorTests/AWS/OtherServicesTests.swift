import Testing
import Wire

@testable import Simulator

/// EKS, CloudTrail, and what can be injected into any service.
struct OtherServicesTests {
    @Test func `the cluster is described`() throws {
        let test = try TestWorld()
        test.world.change { $0.cluster.endpoint = "https://127.0.0.1:6443" }
        test.world.change { $0.cluster.certificateAuthority = "-----BEGIN CERTIFICATE-----" }
        #expect(try test.rest("eks", "GET", "/clusters").json["clusters"] == ["mail-prod"])
        let cluster = try test.rest("eks", "GET", "/clusters/mail-prod").json["cluster"]
        #expect(cluster?["identity"]?["oidc"]?["issuer"]?.string == "https://" + TestWorld.issuer)
        #expect(cluster?["status"]?.string == "ACTIVE")
        #expect(cluster?["endpoint"]?.string == "https://127.0.0.1:6443")
        #expect(cluster?["certificateAuthority"]?["data"]?.string == "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t")
        #expect(
            try test.rest("eks", "GET", "/clusters/another").refusal
                == "404 ResourceNotFoundException No cluster found for name: another.")
        #expect(try test.rest("eks", "GET", "/clusters/mail-prod", by: "ses").status == 404)
        #expect(try test.rest("eks", "GET", "/clusters", region: "us-east-1").json["clusters"] == [])
        let entries = try test.rest("eks", "GET", "/clusters/mail-prod/access-entries")
        #expect(entries.json["accessEntries"]?[0]?.string == "arn:aws:iam::111122223333:user/eks-admin")
        let entry = try test.rest(
            "eks", "GET",
            "/clusters/mail-prod/access-entries/arn%3Aaws%3Aiam%3A%3A111122223333%3Auser%2Feks-admin")
        #expect(entry.json["accessEntry"]?["clusterName"]?.string == "mail-prod", "\(entry.text)")
    }

    @Test func `pod identity associations are found by service account`() throws {
        let test = try TestWorld()
        test.world.change { state in
            state.cluster.podIdentityAssociations = [
                PodIdentityAssociation(
                    id: "a-1", namespace: "default", serviceAccount: "ses-sender",
                    roleARN: "arn:aws:iam::111122223333:role/r", createdAt: TestWorld.start)
            ]
        }
        let path = "/clusters/mail-prod/pod-identity-associations"
        let found = try test.rest("eks", "GET", path + "?namespace=default&serviceAccount=ses-sender")
        #expect(found.json["associations"]?[0]?["associationId"]?.string == "a-1")
        #expect(try test.rest("eks", "GET", path + "?namespace=mail").json["associations"] == [])
        #expect(
            try test.rest("eks", "GET", path + "/a-1").json["association"]?["roleArn"]?.string?.hasSuffix("/r") == true)
    }

    @Test func `CloudTrail remembers changes and refused tokens, not sends`() throws {
        let test = try TestWorld("irsa-sub-wrong-ns-or-sa")
        _ = try test.assume()
        let answer = try lookup(test, "AssumeRoleWithWebIdentity")
        let event = try #require(answer["Events"]?[0])
        #expect(event["Username"]?.string == "system:serviceaccount:default:ses-sender")
        let document = try JSONValue.parse(try #require(event["CloudTrailEvent"]?.string))
        #expect(document["errorCode"]?.string == "AccessDenied")
        #expect(try lookup(test, "SendEmail")["Events"] == [])
        try test.query("iam", "TagRole", ["RoleName": "ses-sender-role", "Tags.member.1.Key": "k"])
        let tagged = try lookup(test, "TagRole", region: "us-east-1")
        #expect(tagged["Events"]?[0]?["Resources"]?[0]?["ResourceName"]?.string == "ses-sender-role")
    }

    @Test func `latency and faults are injected where they are wanted`() throws {
        let test = try TestWorld()
        test.world.change { state in
            state.options.latency = ["*": .milliseconds(5), "iam:GetRole": .milliseconds(50)]
            state.options.faults = [
                FaultRule(.throttle, service: "sts", times: 1), FaultRule(.html(status: 502), service: "eks"),
                FaultRule(
                    .error(status: 500, code: "ServiceFailure", message: "later"), service: "iam", times: 1),
                FaultRule(.truncate(after: 10), service: "ses"),
            ]
        }
        #expect(try test.query("sts", "GetCallerIdentity").refusal == "400 Throttling Rate exceeded")
        let fine = try test.query("sts", "GetCallerIdentity")
        #expect(fine.status == 200)
        #expect(fine.response.delay == .milliseconds(5))
        #expect(try test.query("iam", "GetRole", ["RoleName": "r"]).refusal == "500 ServiceFailure later")
        #expect(try test.query("iam", "GetRole", ["RoleName": "r"]).response.delay == .milliseconds(50))
        #expect(try test.rest("eks", "GET", "/clusters").text.hasPrefix("<html>"))
        #expect(try test.query("ses", "GetSendQuota").response.fault == .truncate(after: 10))
    }

    @Test func `SES's control calls are limited where that is enforced`() throws {
        let test = try TestWorld()
        test.world.change { state in
            state.options.enforcesRates = true
            state.options.hypotheses = [.noControlCallBurst]
        }
        #expect(try test.query("ses", "GetSendQuota").status == 200)
        #expect(try test.query("ses", "GetSendQuota").refusal == "400 Throttling Rate exceeded")
        #expect(
            try test.rest("ses", "GET", "/v2/email/account").refusal == "429 TooManyRequestsException Too Many Requests"
        )
        #expect(try test.query("ses", "GetSendQuota", by: "ses").status == 200)
        test.world.clock.advance(seconds: 1)
        #expect(try test.query("ses", "GetSendQuota").status == 200)
    }

    @Test(arguments: 0..<200) func `any bytes get an answer in AWS's form`(_ seed: Int) throws {
        let test = try TestWorld()
        let random = Randomness.seeded(UInt64(seed))
        let services = ["sts", "iam", "ses", "eks", "cloudtrail", "s3"]
        var request = RawRequest(
            method: ["GET", "POST", "PUT", "DELETE"][seed % 4],
            target: ["/", "/v2/email/identities/%zz", "/clusters/%", "/?&&=&%", "//../.."][seed % 5],
            headers: [("Host", "x"), ("X-Amz-Target", "CloudTrail.LookupEvents")], body: random.bytes(seed * 7))
        var signer = try test.signer("eks", services[seed % services.count])
        signer.token = nil
        if seed % 3 != 0 { request = signer.sign(request, at: test.world.now) }
        if seed % 7 == 0 {
            request.headers.append(("Authorization", String(decoding: random.bytes(60), as: UTF8.self)))
        }
        let answer = test.send(request)
        #expect(answer.status >= 200 && answer.status < 600)
        #expect(answer.text.hasPrefix("<") || answer.text.hasPrefix("{"))
    }

    private func lookup(_ test: TestWorld, _ name: String, region: String = "eu-west-1") throws -> JSONValue {
        let body: JSONValue = [
            "LookupAttributes": [["AttributeKey": "EventName", "AttributeValue": .string(name)]]
        ]
        let request = RawRequest(
            method: "POST", target: "/",
            headers: [
                ("Host", "127.0.0.1"),
                ("X-Amz-Target", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents"),
            ], body: Array(body.serialized(.compact).utf8))
        let signer = try test.signer("eks", "cloudtrail", region: region)
        let answer = test.send(signer.sign(request, at: test.world.now))
        #expect(answer.status == 200, "\(answer.text)")
        return answer.json
    }
}
