import Testing
import Wire

@testable import Simulator

/// The chain from token to delivery: that it works, and that every broken link is refused for its own reason.
struct ChainTests {
    static let sender = "arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com"
    static let notTrusted = "403 AccessDenied Not authorized to perform sts:AssumeRoleWithWebIdentity"

    static func notAllowed(_ arn: String = sender) -> String {
        "403 AccessDenied User `arn:aws:sts::111122223333:assumed-role/ses-sender-role/test' is not authorized to "
            + "perform `ses:SendEmail' on resource `\(arn)'"
    }

    static func notVerified(_ address: String) -> String {
        "400 MessageRejected Email address is not verified. The following identities failed the check in region "
            + "EU-WEST-1: \(address)"
    }

    @Test func `ready sends`() throws {
        let test = try TestWorld("ready")
        let assumed = try test.assume()
        #expect(assumed.element("Audience") == "sts.amazonaws.com")
        #expect(assumed.element("SubjectFromWebIdentityToken") == "system:serviceaccount:default:ses-sender")
        #expect(assumed.element("Provider")?.hasSuffix(TestWorld.issuer) == true)
        let sent = try test.send()
        #expect(sent.status == 200, "\(sent.text)")
        let id = try #require(sent.element("MessageId"))
        #expect(id.hasPrefix("0102"))
        let mail = try #require(test.world.read { $0.inbox.all.last })
        #expect(mail.messageID == id)
        #expect(mail.recipients == ["ops@example.com"])
        #expect(mail.account == TestWorld.eks)
        #expect(mail.identityARN == Self.sender)
        #expect(try test.query("ses", "GetSendQuota").element("SentLast24Hours") == "1.0")
        #expect(try test.query("ses", "GetSendQuota", by: "ses").element("SentLast24Hours") == "0.0")
    }

    // MARK: Token and trust

    @Test func `without the provider no token is known`() throws {
        let test = try TestWorld("ready")
        let arn = "arn:aws:iam::111122223333:oidc-provider/" + TestWorld.issuer
        #expect(try test.query("iam", "DeleteOpenIDConnectProvider", ["OpenIDConnectProviderArn": arn]).status == 200)
        #expect(
            try test.assume().refusal
                == "400 InvalidIdentityToken No OpenIDConnect provider found in your account for "
                + "https://\(TestWorld.issuer)")
    }

    @Test func `without the client id the audience is incorrect`() throws {
        let test = try TestWorld("ready")
        let arn = "arn:aws:iam::111122223333:oidc-provider/" + TestWorld.issuer
        let parameters = ["OpenIDConnectProviderArn": arn, "ClientID": "sts.amazonaws.com"]
        #expect(try test.query("iam", "RemoveClientIDFromOpenIDConnectProvider", parameters).status == 200)
        #expect(try test.assume().refusal == "400 InvalidIdentityToken Incorrect token audience")
        #expect(try test.query("iam", "AddClientIDToOpenIDConnectProvider", parameters).status == 200)
        #expect(try test.assume().status == 200)
    }

    @Test(arguments: [
        (sub: "system:serviceaccount:mail:ses-sender", aud: "sts.amazonaws.com"),
        (sub: "system:serviceaccount:default:ses-sender", aud: "sts.amazonaws.com.cn"),
    ])
    func `another sub or aud in the trust policy is not authorized`(_ claims: (sub: String, aud: String)) throws {
        let test = try TestWorld("ready")
        try trust(test, [":sub": claims.sub, ":aud": claims.aud])
        #expect(try test.assume().refusal == Self.notTrusted)
    }

    @Test(arguments: [
        [":aud": "sts.amazonaws.com"], [":sub": "system:serviceaccount:default:ses-sender"], [:],
    ])
    func `a trust policy without sub or aud condition still sends`(_ conditions: [String: String]) throws {
        let test = try TestWorld("ready")
        try trust(test, conditions)
        #expect(try test.send().status == 200)
    }

    @Test func `a role that does not exist is not authorized`() throws {
        let test = try TestWorld("ready")
        #expect(
            try test.assume(role: "arn:aws:iam::111122223333:role/another").refusal == Self.notTrusted)
        #expect(
            try test.assume(role: "ses-sender-role").refusal == "400 ValidationError Request ARN is invalid")
    }

    @Test func `tokens are looked at closely`() throws {
        let test = try TestWorld("ready")
        #expect(
            try test.assume(token: test.token(audience: nil)).refusal
                == "400 InvalidIdentityToken Missing a required claim: aud")
        #expect(try test.assume(token: test.token(audience: ["another"])).code == "InvalidIdentityToken")
        #expect(try test.assume(token: test.token(audience: "sts.amazonaws.com")).status == 200)
        let old = try test.assume(token: test.token(expiresIn: -1))
        #expect(
            old.refusal
                == "400 ExpiredTokenException Token expired: current date/time 1767323045 must be before the "
                + "expiration date/time 1767323044")
        let token = try test.token()
        #expect(try test.assume(token: token.dropLast(8) + "AAAAAAAA").code == "InvalidIdentityToken")
        #expect(try test.assume(token: "not.a.token").code == "InvalidIdentityToken")
        #expect(
            try test.assume(token: test.token(issuer: "https://issuer.example.com")).refusal
                == "400 InvalidIdentityToken No OpenIDConnect provider found in your account for "
                + "https://issuer.example.com")
    }

    @Test func `a stray Authorization header confuses STS as it does on AWS`() throws {
        let test = try TestWorld("ready")
        let body = "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn&RoleSessionName=ab"
        let signed = try test.signer("eks", "sts").sign(
            RawRequest(method: "POST", target: "/", headers: [("Host", "127.0.0.1")], body: Array(body.utf8)),
            at: test.world.now)
        #expect(test.send(signed).message.hasPrefix("Couldn't retrieve verification key"))
    }

    // MARK: Policies

    @Test func `without the permissions policy the role may not send`() throws {
        let test = try TestWorld("ready")
        let detached = try test.query(
            "iam", "DetachRolePolicy",
            [
                "RoleName": "ses-sender-role", "PolicyArn": "arn:aws:iam::111122223333:policy/ses-sender-policy",
            ])
        #expect(detached.status == 200)
        #expect(try test.send().refusal == Self.notAllowed())
    }

    @Test func `without the sending policy the role may not send`() throws {
        let test = try TestWorld("ready")
        let deleted = try test.query(
            "ses", "DeleteIdentityPolicy", ["Identity": "no-reply@example.com", "PolicyName": "ses-sender"], by: "ses")
        #expect(deleted.status == 200)
        #expect(try test.send().refusal == Self.notAllowed())
    }

    @Test func `an unverified sender is rejected`() throws {
        let test = try TestWorld("ses-sender-not-verified")
        #expect(try test.send().refusal == Self.notVerified("no-reply@example.com"))
    }

    @Test func `without the source ARN the sender counts as the role's own, which it may not send as`() throws {
        let test = try TestWorld("ready")
        #expect(
            try test.send(sourceARN: nil).refusal
                == Self.notAllowed("arn:aws:ses:eu-west-1:111122223333:identity/no-reply@example.com"))
        // Who may send as anything learns that the address is not verified.
        let all = #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ses:*","Resource":"*"}]}"#
        let inline = ["RoleName": "ses-sender-role", "PolicyName": "all"]
        try test.query("iam", "PutRolePolicy", inline.merging(["PolicyDocument": all]) { $1 })
        #expect(try test.send(sourceARN: nil).refusal == Self.notVerified("no-reply@example.com"))
        try test.query("iam", "DeleteRolePolicy", inline)
        test.world.change { _ = $0.options.hypotheses.insert(.missingSourceARNIsMessageRejected) }
        #expect(try test.send(sourceARN: nil).refusal == Self.notVerified("no-reply@example.com"))
    }

    @Test func `a source ARN must name an identity that is there`() throws {
        let test = try TestWorld("ready")
        let all = #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ses:*","Resource":"*"}]}"#
        try test.query(
            "iam", "PutRolePolicy",
            ["RoleName": "ses-sender-role", "PolicyName": "all", "PolicyDocument": all])
        #expect(try test.send().status == 200)
        // The domain is no identity of the owner, although the address beneath it is one.
        let domain = "arn:aws:ses:eu-west-1:444455556666:identity/example.com"
        #expect(try test.send(sourceARN: domain).refusal == Self.notAllowed(domain))
        let elsewhere = "arn:aws:ses:eu-central-1:444455556666:identity/no-reply@example.com"
        #expect(try test.send(sourceARN: elsewhere).code == "AccessDenied")
        let own = "arn:aws:ses:eu-west-1:111122223333:identity/no-reply@example.com"
        #expect(try test.send(sourceARN: own).refusal == Self.notVerified("no-reply@example.com"))
    }

    @Test func `a role that was made again is a stranger to the sending policy`() throws {
        let test = try TestWorld("ready")
        let old = try #require(try test.query("iam", "GetRole", ["RoleName": "ses-sender-role"]).element("RoleId"))
        let trust = try #require(test.world.read { $0[iam: TestWorld.eks].roles["ses-sender-role"]?.trust.text })
        let policy = "arn:aws:iam::111122223333:policy/ses-sender-policy"
        let attachment = ["RoleName": "ses-sender-role", "PolicyArn": policy]
        try test.query("iam", "DetachRolePolicy", attachment)
        #expect(try test.query("iam", "DeleteRole", ["RoleName": "ses-sender-role"]).status == 200)
        let shown = try test.rest("ses", "GET", "/v2/email/identities/no-reply%40example.com/policies", by: "ses")
        #expect(shown.json["Policies"]?["ses-sender"]?.string?.contains("\"\(old)\"") == true)
        try test.query("iam", "CreateRole", ["RoleName": "ses-sender-role", "AssumeRolePolicyDocument": trust])
        try test.query("iam", "AttachRolePolicy", attachment)
        #expect(try test.send().refusal == Self.notAllowed())
    }

    // MARK: Parts

    private func trust(_ test: TestWorld, _ conditions: [String: String]) throws {
        let pairs = conditions.sorted { $0.key < $1.key }.map { "\"\(TestWorld.issuer)\($0.key)\":\"\($0.value)\"" }
        let condition = conditions.isEmpty ? "" : ",\"Condition\":{\"StringEquals\":{\(pairs.joined(separator: ","))}}"
        let document = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":\
            "arn:aws:iam::111122223333:oidc-provider/\(TestWorld.issuer)"},\
            "Action":"sts:AssumeRoleWithWebIdentity"\(condition)}]}
            """
        let answer = try test.query(
            "iam", "UpdateAssumeRolePolicy", ["RoleName": "ses-sender-role", "PolicyDocument": document])
        #expect(answer.status == 200, "\(answer.text)")
    }
}
