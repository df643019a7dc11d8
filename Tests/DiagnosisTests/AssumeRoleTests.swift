import Calls
import Design
import Diagnosis
import Identifiers
import TestAnswers
import Testing
import Wire

@Suite struct `A refused AssumeRoleWithWebIdentity` {
    private static let denied = "Not authorized to perform sts:AssumeRoleWithWebIdentity"

    private func refused(
        _ code: String, _ message: String, _ design: DelegateSending?, _ seen: Observations = Observations()
    ) -> Finding? {
        FailureMeaning.of(
            CallFailure(
                service: "sts", operation: "AssumeRoleWithWebIdentity", code: code, message: message,
                account: "111122223333", region: "eu-west-1", requestID: "r-1"),
            context: FailureContext(design: design, observations: seen))
    }

    @Test(arguments: [
        (
            "InvalidIdentityToken", "No OpenIDConnect provider found in your account for https://oidc.eks…/id/AB",
            "OIDC-PROVIDER-MISSING"
        ),
        (
            "InvalidIdentityTokenException",
            "No OpenIDConnect provider found in your account for https://oidc.eks.cn-north-1.amazonaws.com.cn/id/AB",
            "OIDC-CHINA"
        ),
        ("InvalidIdentityToken", "Incorrect token audience", "OIDC-AUDIENCE"),
        ("InvalidIdentityToken", "Missing a required claim: aud", "K8S-TOKEN-LEGACY"),
        ("InvalidIdentityToken", "HTTPS certificate doesn't match configured thumbprint", "OIDC-THUMBPRINT"),
        ("InvalidIdentityToken", "Couldn't retrieve verification key from your identity provider", "OIDC-KEYS"),
        ("InvalidIdentityToken", "The web identity token provided could not be validated", "OIDC-TOKEN-UNTRUSTED"),
        (
            "ExpiredTokenException", "Token expired: current date/time 1 must be before the expiration date/time 0",
            "STS-TOKEN-EXPIRED"
        ),
        ("ValidationError", "Request ARN is invalid", "STS-ROLE-ARN"),
        ("IDPCommunicationError", "Connection error", "STS-ISSUER-BUSY"),
        ("RegionDisabledException", "STS is not activated in this region for account:1", "STS-REGION-OFF"),
        ("AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity", "TRUST-REFUSED"),
    ])
    func `is recognised by code and fragment`(code: String, message: String, expected: String) {
        #expect(refused(code, message, nil)?.code == expected)
    }

    @Test(arguments: [" ", "  x"])
    func `a blank that counts is seen in what was found`(_ end: String) throws {
        let design = try World.design()
        var seen = World.ready(design)
        let trust = try World.changed(design.trustPolicyDocument, ":ses-sender\"", ":ses-sender\(end)\"")
        seen[.role(design.roleName)] = .value(World.role(design, trust: trust))
        let finding = try #require(refused("AccessDenied", Self.denied, design, seen))
        #expect(finding.found == "\"system:serviceaccount:default:ses-sender\(end)\"")
        #expect(finding.expected == "system:serviceaccount:default:ses-sender")
    }

    @Test func `names the one claim that differs`() throws {
        let design = try World.design()
        var seen = World.ready(design)
        let trust = try World.changed(design.trustPolicyDocument, "serviceaccount:default:", "serviceaccount:prod:")
        seen[.role(design.roleName)] = .value(World.role(design, trust: trust))
        let finding = try #require(refused("AccessDenied", Self.denied, design, seen))
        #expect(finding.code == "TRUST-SUBJECT")
        #expect(finding.link == .trust)
        #expect(finding.title == "The role trusts another service account.")
        #expect(finding.expected == "system:serviceaccount:default:ses-sender")
        #expect(finding.found == "system:serviceaccount:prod:ses-sender")
        #expect(finding.place == "role ses-sender-role, trust policy, statement 1, sub")
        #expect(finding.awsSays == Self.denied)
        #expect(finding.fix?.automatic == true)
        // The command repairs: it adds a statement to what is there.
        #expect(finding.fix?.commands.count == 1)
        #expect(
            finding.fix?.commands.first?.hasPrefix("aws iam update-assume-role-policy --role-name ses-sender-role ")
                == true)
        #expect(finding.evidence.map(\.call) == ["sts AssumeRoleWithWebIdentity", "iam GetRole"])
        #expect(
            finding.evidence.last?.field
                == "AssumeRolePolicyDocument.Statement[0].Condition.StringEquals.\(World.issuer):sub")
        #expect(finding.evidence.last?.value == "system:serviceaccount:prod:ses-sender")
    }

    @Test(arguments: [
        ("\"sts.amazonaws.com\"", "\"sts.amazon.com\"", "TRUST-AUDIENCE", "sts.amazon.com"),
        (
            "\"\(World.issuer):", "\"https://\(World.issuer):", "TRUST-KEY-SCHEME",
            "https://\(World.issuer):sub, https://\(World.issuer):aud"
        ),
        (
            "\"\(World.issuer):sub", "\"oidc.eks.eu-west-1.amazonaws.com/id/OTHER:sub", "TRUST-KEY-ISSUER",
            "oidc.eks.eu-west-1.amazonaws.com/id/OTHER:sub"
        ),
        (
            "iam::111122223333:oidc", "iam::444455556666:oidc", "TRUST-PROVIDER-ACCOUNT",
            "arn:aws:iam::444455556666:oidc-provider/\(World.issuer)"
        ),
        ("AssumeRoleWithWebIdentity", "AssumeRoleWithSAML", "TRUST-ACTION", nil),
    ])
    func `finds each fault of the trust policy`(old: String, new: String, code: String, found: String?) throws {
        let design = try World.design()
        var seen = World.ready(design)
        let trust = try World.changed(design.trustPolicyDocument, old, new)
        seen[.role(design.roleName)] = .value(World.role(design, trust: trust))
        let finding = try #require(refused("AccessDenied", Self.denied, design, seen))
        #expect(finding.code == code)
        if let found { #expect(finding.found == found) }
    }

    @Test func `a provider of another issuer in both places is another provider`() throws {
        let design = try World.design()
        var seen = World.ready(design)
        let trust = try World.changed(
            design.trustPolicyDocument, World.issuer, "oidc.eks.eu-west-1.amazonaws.com/id/OTHER")
        seen[.role(design.roleName)] = .value(World.role(design, trust: trust))
        let finding = try #require(refused("AccessDenied", Self.denied, design, seen))
        #expect(finding.code == "TRUST-PROVIDER")
        #expect(finding.expected == design.providerARN.text)
    }

    @Test func `a role that is gone or elsewhere is told apart`() throws {
        let design = try World.design()
        var seen = World.ready(design)
        seen[.role(design.roleName)] = .absent
        #expect(refused("AccessDenied", Self.denied, design, seen)?.code == "STS-ROLE-MISSING")
        let arn = try ARN("arn:aws:iam::111122223333:role/team/ses-sender-role")
        seen[.role(design.roleName)] = .value(World.role(design, trust: design.trustPolicyDocument, arn: arn))
        let path = refused("AccessDenied", Self.denied, design, seen)
        #expect(path?.code == "STS-ROLE-PATH")
        #expect(path?.fix?.text.contains("names.rolePath: /team/") == true)
        #expect(
            path?.fix?.commands == [
                "kubectl annotate serviceaccount ses-sender -n default --overwrite eks.amazonaws.com/role-arn=\(arn.text)"
            ])
        #expect(refused("AccessDenied", Self.denied, design, seen)?.found == arn.text)
    }

    @Test func `a right trust policy points at delay and organisation`() throws {
        let design = try World.design()
        let finding = try #require(refused("AccessDenied", Self.denied, design, World.ready(design)))
        #expect(finding.code == "STS-GUARD-RAIL")
        #expect(finding.why.hasPrefix("Likely "))
    }

    @Test func `a denied look at the role is no reason to guess`() throws {
        let design = try World.design()
        var seen = World.ready(design)
        seen[.role(design.roleName)] = .denied(Denial(permission: "iam:GetRole", place: "111122223333"))
        #expect(refused("AccessDenied", Self.denied, design, seen)?.code == "TRUST-REFUSED")
    }

    @Test func `a provider that exists means that the role is elsewhere`() throws {
        let design = try World.design()
        let message = "No OpenIDConnect provider found in your account for https://\(World.issuer)"
        #expect(refused("InvalidIdentityToken", message, design, World.ready(design))?.code == "OIDC-PROVIDER-ACCOUNT")
        var seen = World.ready(design)
        seen[.provider(design.providerARN)] = .absent
        let missing = try #require(refused("InvalidIdentityToken", message, design, seen))
        #expect(missing.code == "OIDC-PROVIDER-MISSING")
        #expect(missing.expected == design.providerARN.text)
        #expect(missing.place == "EKS account 111122223333, OIDC providers")
        seen[.provider(design.providerARN)] = .value(ProviderState(clientIDs: ["sts.amazon.com"], tags: []))
        #expect(refused("InvalidIdentityToken", "Incorrect token audience", design, seen)?.found == "sts.amazon.com")
    }
}
