import IAMPolicy
import Testing
import Wire

@testable import Simulator

/// SES in both versions: identities, policies, sandbox, quotas.
struct SESTests {
    static let path = "/v2/email/identities/"
    static let address = path + "no-reply%40example.com"

    // MARK: Verification

    @Test func `an address is pending until its link is followed`() throws {
        let test = try TestWorld()
        let created = try test.rest(
            "ses", "POST", "/v2/email/identities",
            [
                "EmailIdentity": "no-reply@example.com", "Tags": [["Key": "managed-by", "Value": "sesame"]],
            ], by: "ses")
        #expect(created.json["IdentityType"]?.string == "EMAIL_ADDRESS")
        #expect(created.json["VerifiedForSendingStatus"]?.bool == false)
        let pending = try test.rest("ses", "GET", Self.address, by: "ses").json
        #expect(pending["VerificationStatus"]?.string == "PENDING")
        #expect(pending["Tags"]?[0]?["Value"]?.string == "sesame")
        let mail = try #require(test.world.read { $0.inbox.all.last })
        #expect(mail.recipients == ["no-reply@example.com"])
        let token = try #require(mail.verificationToken)
        #expect(
            test.world.follow(token: token)
                == .verified(identity: "no-reply@example.com", account: TestWorld.ses, region: "eu-west-1"))
        #expect(test.world.follow(token: token) == .unknown)
        let verified = try test.rest("ses", "GET", Self.address, by: "ses").json
        #expect(verified["VerificationStatus"]?.string == "SUCCESS")
        #expect(verified["VerifiedForSendingStatus"]?.bool == true)
        // Not in the other account, and not in another region.
        #expect(try test.rest("ses", "GET", Self.address, by: "eks").code == "NotFoundException")
        #expect(try test.rest("ses", "GET", Self.address, by: "ses", region: "eu-central-1").status == 404)
        let again = try test.rest(
            "ses", "POST", "/v2/email/identities", ["EmailIdentity": "no-reply@example.com"], by: "ses")
        #expect(again.code == "AlreadyExistsException")
    }

    @Test func `a link dies after a day`() throws {
        let test = try TestWorld()
        try test.query("ses", "VerifyEmailIdentity", ["EmailAddress": "a@example.com"], by: "ses")
        let token = try #require(test.world.read { $0.inbox.all.last?.verificationToken })
        test.world.clock.advance(seconds: 86_400)
        #expect(test.world.follow(token: token) == .expired(identity: "a@example.com"))
        let status = try test.query(
            "ses", "GetIdentityVerificationAttributes",
            ["Identities.member.1": "a@example.com", "Identities.member.2": "unknown@example.com"], by: "ses")
        #expect(status.element("VerificationStatus") == "Failed")
        #expect(!status.text.contains("unknown@example.com"))
        try test.query("ses", "VerifyEmailIdentity", ["EmailAddress": "a@example.com"], by: "ses")
        #expect(test.world.followAllLinks().count == 1)
        #expect(try test.query("ses", "ListIdentities", by: "ses").text.contains("<member>a@example.com</member>"))
    }

    @Test func `a domain waits for its records and covers its addresses`() throws {
        let test = try TestWorld()
        let created = try test.rest(
            "ses", "POST", "/v2/email/identities", ["EmailIdentity": "Example.COM"], by: "ses")
        #expect(created.json["DkimAttributes"]?["Tokens"]?.array?.count == 3)
        #expect(test.world.read { $0.inbox.isEmpty })
        let waiting = try #require(test.world.pendingRecords.first)
        #expect(waiting.records.count == 3)
        #expect(waiting.records.allSatisfy { $0.name.hasSuffix("._domainkey.example.com") })
        #expect(
            test.world.publishRecords(token: waiting.token)
                == .verified(identity: "example.com", account: TestWorld.ses, region: "eu-west-1"))
        #expect(test.world.publishRecords(token: waiting.token) == .unknown)
        #expect(test.world.pendingRecords.isEmpty)
        test.world.change { $0[ses: TestWorld.ses, "eu-west-1"].productionAccess = true }
        let sent = try owner(test, from: "anybody@mail.example.com", to: "somebody@elsewhere.example")
        #expect(sent.status == 200, "\(sent.text)")
    }

    // MARK: Sandbox

    @Test func `in the sandbox only verified recipients and the mailbox simulator are reached`() throws {
        let test = try TestWorld("ready")
        test.world.change { state in
            state[iam: TestWorld.eks].roles["ses-sender-role"]?.inlinePolicies["all"] = try? StoredPolicy(
                #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ses:*","Resource":"*"}]}"#,
                kind: .identity)
        }
        #expect(
            try test.send(to: "stranger@example.com").refusal == ChainTests.notVerified("stranger@example.com"))
        #expect(try test.send(to: "success@simulator.amazonses.com").status == 200)
        #expect(try test.send(to: "success+label@simulator.amazonses.com").status == 200)
        #expect(try test.query("ses", "GetSendQuota").element("SentLast24Hours") == "0.0")
        // Both accounts must be out of the sandbox before strangers are reached.
        test.world.change { $0[ses: TestWorld.eks, "eu-west-1"].productionAccess = true }
        #expect(try test.send(to: "stranger@example.com").code == "MessageRejected")
        test.world.change { $0[ses: TestWorld.ses, "eu-west-1"].productionAccess = true }
        #expect(try test.send(to: "stranger@example.com").status == 200)
    }

    @Test func `in the sandbox the role needs a grant on the recipient in its own account`() throws {
        let test = try TestWorld("ready")
        let recipient = "arn:aws:ses:eu-west-1:111122223333:identity/other@example.com"
        #expect(try test.send(to: "other@example.com").refusal == ChainTests.notAllowed(recipient))
        test.world.change { _ = $0.options.hypotheses.insert(.recipientARNInIdentityAccount) }
        let there = recipient.replacing("111122223333", with: "444455556666")
        #expect(try test.send(to: "other@example.com").refusal == ChainTests.notAllowed(there))
    }

    @Test func `a recipient that only the identity's account has verified is one of the open questions`() throws {
        let test = try TestWorld("ready")
        test.world.change { $0[ses: TestWorld.eks, "eu-west-1"].identities = [:] }
        #expect(try test.send().refusal == ChainTests.notVerified("ops@example.com"))
        test.world.change { _ = $0.options.hypotheses.insert(.sandboxAcceptsRecipientsOfIdentityOwner) }
        #expect(try test.send().status == 200)
    }

    @Test func `the simulator's addresses need a grant where that is assumed`() throws {
        let test = try TestWorld("ready")
        #expect(try test.send(to: "success@simulator.amazonses.com").status == 200)
        test.world.change { _ = $0.options.hypotheses.insert(.simulatorNeedsGrant) }
        #expect(
            try test.send(to: "success@simulator.amazonses.com").refusal
                == ChainTests.notAllowed("arn:aws:ses:eu-west-1:111122223333:identity/success@simulator.amazonses.com"))
    }

    @Test func `another region knows nothing of it`() throws {
        let test = try TestWorld("ready")
        #expect(
            try test.send(region: "eu-central-1").refusal
                == "400 MessageRejected Email address is not verified. The following identities failed the check in "
                + "region EU-CENTRAL-1: no-reply@example.com, ops@example.com"
                || test.send(region: "eu-central-1").code == "AccessDenied")
    }

    @Test func `the owner sends without a source ARN`() throws {
        let test = try TestWorld("ready")
        #expect(try owner(test, from: "no-reply@example.com", to: "ops@example.com").status == 200)
        #expect(
            try owner(test, from: "other@example.com", to: "ops@example.com").refusal
                == ChainTests.notVerified("other@example.com"))
    }

    // MARK: Version 2 and raw mail

    @Test func `version 2 sends with the identity's ARN, raw mail as SendRawEmail`() throws {
        let test = try TestWorld("ready")
        let signer = try test.roleSigner()
        var body: JSONValue = [
            "FromEmailAddress": "no-reply@example.com",
            "FromEmailAddressIdentityArn": .string(ChainTests.sender),
            "Destination": ["ToAddresses": ["ops@example.com"]],
            "Content": ["Simple": ["Subject": ["Data": "s"], "Body": ["Text": ["Data": "b"]]]],
        ]
        let simple = try test.rest("ses", "POST", "/v2/email/outbound-emails", body, signer: signer)
        #expect(simple.json["MessageId"]?.string?.isEmpty == false, "\(simple.text)")
        let raw = "From: no-reply@example.com\r\nTo: ops@example.com\r\nSubject: raw\r\n\r\nbody\r\n"
        body = [
            "FromEmailAddressIdentityArn": .string(ChainTests.sender),
            "Content": ["Raw": ["Data": .string(Base64.encode(Array(raw.utf8)))]],
        ]
        #expect(try test.rest("ses", "POST", "/v2/email/outbound-emails", body, signer: signer).status == 200)
        #expect(test.world.read { $0.inbox.all.last?.subject } == "raw")
        test.world.change { state in
            state[iam: TestWorld.eks].roles["ses-sender-role"]?.attachedPolicies = []
            state[iam: TestWorld.eks].roles["ses-sender-role"]?.inlinePolicies["simple"] = try? StoredPolicy(
                #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ses:SendEmail","Resource":"*"}]}"#,
                kind: .identity)
        }
        let refused = try test.rest("ses", "POST", "/v2/email/outbound-emails", body, signer: signer)
        #expect(refused.code == "AccessDeniedException")
        #expect(refused.message.contains("`ses:SendRawEmail'"))
    }

    @Test func `raw mail of version 1 needs the ARN of its From header too`() throws {
        let test = try TestWorld("ready")
        let signer = try test.roleSigner()
        let raw = "From: no-reply@example.com\nTo: ops@example.com\nSubject: raw\n\nbody\n"
        var parameters = [
            "RawMessage.Data": Base64.encode(Array(raw.utf8)), "Source": "no-reply@example.com",
            "SourceArn": ChainTests.sender,
        ]
        #expect(
            try test.query("ses", "SendRawEmail", parameters, signer: signer).message
                .contains("`ses:SendRawEmail' on resource `arn:aws:ses:eu-west-1:111122223333:identity/no-reply@"))
        parameters["FromArn"] = ChainTests.sender
        #expect(try test.query("ses", "SendRawEmail", parameters, signer: signer).status == 200)
        let headed = "X-SES-SOURCE-ARN: \(ChainTests.sender)\nX-SES-FROM-ARN: \(ChainTests.sender)\n" + raw
        #expect(
            try test.query(
                "ses", "SendRawEmail", ["RawMessage.Data": Base64.encode(Array(headed.utf8))], signer: signer
            ).status == 200)
    }

    @Test(arguments: [("no-reply", "Missing final '@domain'"), ("a b@example.com", "Illegal address: a b@example.com")])
    func `addresses are read as SES reads them`(_ source: String, _ message: String) throws {
        let test = try TestWorld("ready")
        #expect(
            try owner(test, from: source, to: "ops@example.com").refusal == "400 InvalidParameterValue \(message)")
    }

    // MARK: Quotas, pauses, lists

    @Test func `the day's quota ends`() throws {
        let test = try TestWorld("ready")
        test.world.change { $0[ses: TestWorld.eks, "eu-west-1"].sent.add(200, at: TestWorld.start) }
        #expect(try test.send().refusal == "400 Throttling Daily message quota exceeded.")
        test.world.clock.advance(seconds: 86_400)
        #expect(try test.send().status == 200)
    }

    @Test func `a suppressed recipient gets nothing and nobody is told`() throws {
        let test = try TestWorld("ready")
        let put = try test.rest(
            "ses", "PUT", "/v2/email/suppression/addresses",
            ["EmailAddress": "ops@example.com", "Reason": "BOUNCE"])
        #expect(put.status == 200)
        let mails = test.world.read { $0.inbox.count }
        #expect(try test.send().status == 200)
        #expect(test.world.read { $0.inbox.count } == mails)
        let shown = try test.rest("ses", "GET", "/v2/email/suppression/addresses/ops%40example.com")
        #expect(shown.json["SuppressedDestination"]?["Reason"]?.string == "BOUNCE")
        try test.rest("ses", "DELETE", "/v2/email/suppression/addresses/ops%40example.com")
        #expect(try test.rest("ses", "GET", "/v2/email/suppression/addresses/ops%40example.com").status == 404)
    }

    @Test func `a paused account says so`() throws {
        let test = try TestWorld("ready")
        test.world.change { $0[ses: TestWorld.eks, "eu-west-1"].sendingEnabled = false }
        #expect(try test.send().code == "AccountSendingPausedException")
        #expect(try test.query("ses", "GetAccountSendingEnabled").element("Enabled") == "false")
    }

    @Test func `a configuration set must be there and be granted`() throws {
        let test = try TestWorld("ready")
        test.world.change {
            $0[ses: TestWorld.ses, "eu-west-1"].identities["no-reply@example.com"]?.configurationSet = "c"
        }
        #expect(
            try test.send().refusal
                == ChainTests.notAllowed("arn:aws:ses:eu-west-1:111122223333:configuration-set/c"))
        test.world.change { _ = $0.options.hypotheses.insert(.defaultConfigurationSetIgnoredForDelegates) }
        #expect(try test.send().status == 200)
    }

    @Test func `account and production request`() throws {
        let test = try TestWorld()
        let account = try test.rest("ses", "GET", "/v2/email/account").json
        #expect(account["ProductionAccessEnabled"]?.bool == false)
        #expect(account["SendQuota"]?["Max24HourSend"]?.number == "200.0")
        let details: JSONValue = [
            "MailType": "TRANSACTIONAL", "WebsiteURL": "https://example.com", "ProductionAccessEnabled": true,
        ]
        #expect(try test.rest("ses", "POST", "/v2/email/account/details", details).status == 200)
        #expect(try test.rest("ses", "POST", "/v2/email/account/details", details).code == "ConflictException")
        let reviewed = try test.rest("ses", "GET", "/v2/email/account").json
        #expect(reviewed["Details"]?["ReviewDetails"]?["Status"]?.string == "PENDING")
    }

    private func owner(_ test: TestWorld, from source: String, to receiver: String) throws -> TestWorld.Answer {
        try test.query(
            "ses", "SendEmail",
            [
                "Source": source, "Destination.ToAddresses.member.1": receiver, "Message.Subject.Data": "s",
                "Message.Body.Text.Data": "b",
            ], by: "ses")
    }
}
