import IAMPolicy
import Testing
import Wire

@testable import Simulator

/// What SES accepts as a sending policy, and which policy counts.
struct SendingPolicyTests {
    static let role = "arn:aws:iam::111122223333:role/ses-sender-role"

    static func document(
        principal: String = role, resource: String = ChainTests.sender, condition: String = ""
    ) -> String {
        """
        {"Version":"2012-10-17","Statement":[{"Sid":"S1","Effect":"Allow","Principal":{"AWS":"\(principal)"},\
        "Action":["ses:SendEmail","ses:SendRawEmail"],"Resource":"\(resource)"\(condition)}]}
        """
    }

    private func put(
        _ test: TestWorld, _ document: String, name: String = "n", identity: String = "no-reply@example.com"
    ) throws -> TestWorld.Answer {
        try test.query(
            "ses", "PutIdentityPolicy", ["Identity": identity, "PolicyName": name, "Policy": document], by: "ses")
    }

    @Test func `both versions see one policy, as plain text`() throws {
        let test = try TestWorld("ready")
        #expect(try put(test, Self.document()).status == 200)
        let v2 = try test.rest("ses", "GET", SESTests.address + "/policies", by: "ses")
        #expect(v2.json["Policies"]?["n"]?.string == Self.document())
        let v1 = try test.query(
            "ses", "GetIdentityPolicies",
            ["Identity": ChainTests.sender, "PolicyNames.member.1": "n", "PolicyNames.member.2": "none"], by: "ses")
        #expect(v1.element("value") == Self.document())
        #expect(!v1.text.contains("none"))
        #expect(
            try test.query("ses", "ListIdentityPolicies", ["Identity": "no-reply@example.com"], by: "ses").text
                .contains("<member>n</member>"))
        let again = try test.rest(
            "ses", "POST", SESTests.address + "/policies/n", ["Policy": .string(Self.document())], by: "ses")
        #expect(again.code == "AlreadyExistsException")
        #expect(try test.rest("ses", "DELETE", SESTests.address + "/policies/n", by: "ses").status == 200)
        let missing = try test.rest(
            "ses", "PUT", SESTests.address + "/policies/n", ["Policy": .string(Self.document())], by: "ses")
        #expect(missing.code == "NotFoundException")
    }

    @Test(arguments: [
        (document(principal: "arn:aws:iam::111122223333:role/nobody"), "Invalid principal in policy"),
        (document(principal: "AROANOBODYNOBODYNOBODY"), "Invalid principal in policy"),
        (document(resource: "*"), "Policy resource must be the identity"),
        (
            document(resource: "arn:aws:ses:eu-west-1:444455556666:identity/example.com"),
            "Policy resource must be the identity"
        ),
        (
            document(condition: #","Condition":{"StringEquals":{"AWS:SourceAccount":"111122223333"}}"#),
            "Unknown or unapplicable condition field 'AWS:SourceAccount'."
        ), ("{", ""), (#"{"Version":"2012-10-17","Statement":[]}"#, ""),
    ]) func `a bad policy is refused`(_ document: String, _ message: String) throws {
        let test = try TestWorld("ready")
        let v1 = try put(test, document)
        #expect(v1.status == 400 && v1.code == "InvalidPolicy")
        #expect(v1.message.hasPrefix(message), "\(v1.message)")
        let v2 = try test.rest(
            "ses", "POST", SESTests.address + "/policies/n", ["Policy": .string(document)], by: "ses")
        #expect(v2.status == 400 && v2.code == "BadRequestException")
        #expect(v2.message.hasPrefix(message))
    }

    @Test func `limits`() throws {
        let test = try TestWorld("ready")
        #expect(try put(test, Self.document() + String(repeating: " ", count: 4_096)).code == "InvalidPolicy")
        #expect(try put(test, Self.document(), name: "a b").code == "InvalidPolicy")
        for number in 1...19 { #expect(try put(test, Self.document(), name: "p\(number)").status == 200) }
        #expect(try put(test, Self.document(), name: "p20").code == "LimitExceeded")
        #expect(try put(test, Self.document(), identity: "nobody@example.com").code == "InvalidParameterValue")
    }

    @Test func `a pending identity takes no policy, unless that is assumed`() throws {
        let test = try TestWorld("ses-sender-not-verified")
        #expect(
            try put(test, Self.document()).refusal
                == "400 InvalidParameterValue Identity <no-reply@example.com> is not verified.")
        test.world.change { _ = $0.options.hypotheses.insert(.pendingIdentityAcceptsPolicy) }
        #expect(try put(test, Self.document()).status == 200)
    }

    @Test func `conditions of a sending policy are kept`() throws {
        let test = try TestWorld("ses-identity-policy-missing")
        let only: (String) -> String = {
            Self.document(condition: #","Condition":{"StringEquals":{"ses:FromAddress":"\#($0)"}}"#)
        }
        #expect(try put(test, only("other@example.com")).status == 200)
        #expect(try test.send().code == "AccessDenied")
        #expect(try put(test, only("no-reply@example.com")).status == 200)
        #expect(try test.send().status == 200)
    }

    @Test func `a domain's policy serves its addresses until an address has one of its own`() throws {
        let test = try TestWorld("ready")
        let domain = "arn:aws:ses:eu-west-1:444455556666:identity/example.com"
        try test.rest("ses", "POST", "/v2/email/identities", ["EmailIdentity": "example.com"], by: "ses")
        test.world.publishAllRecords(of: "example.com")
        #expect(try put(test, Self.document(resource: domain), identity: "example.com").status == 200)
        test.world.change { state in
            state[iam: TestWorld.eks].roles["ses-sender-role"]?.inlinePolicies["all"] = try? StoredPolicy(
                #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ses:*","Resource":"*"}]}"#,
                kind: .identity)
            state[ses: TestWorld.ses, "eu-west-1"].identities["no-reply@example.com"] = nil
        }
        #expect(try test.send().status == 403)
        #expect(try test.send(sourceARN: domain).status == 200)
        // An address identity with a policy that does not name the role shadows the domain's.
        try test.query("ses", "VerifyEmailIdentity", ["EmailAddress": "no-reply@example.com"], by: "ses")
        test.world.followAllLinks()
        #expect(try put(test, Self.document(principal: "999900001111")).status == 200)
        #expect(try test.send(sourceARN: domain).refusal == ChainTests.notAllowed())
        test.world.change { _ = $0.options.hypotheses.insert(.policyOfNamedIdentityCounts) }
        #expect(try test.send(sourceARN: domain).status == 200)
    }
}
