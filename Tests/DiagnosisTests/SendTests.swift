import Calls
import Design
import Diagnosis
import Identifiers
import TestAnswers
import Testing
import Wire

@Suite struct `A refused send` {
    private func refused(
        _ code: String, _ message: String, _ design: DelegateSending?, _ seen: Observations = Observations(),
        receiver: String? = nil
    ) -> Finding? {
        FailureMeaning.of(
            CallFailure(service: "ses", operation: "SendEmail", code: code, message: message, account: "111122223333"),
            context: FailureContext(design: design, observations: seen, receiver: receiver))
    }

    private func unauthorized(
        _ resource: String, action: String = "ses:SendEmail", role: String = "ses-sender-role",
        session: String = "sesame"
    ) -> String {
        "User `arn:aws:sts::111122223333:assumed-role/\(role)/\(session)' is not authorized to perform `\(action)' "
            + "on resource `\(resource)'"
    }

    private func unverified(_ identities: String, region: String = "EU-WEST-1") -> String {
        "Email address is not verified. The following identities failed the check in region \(region): \(identities)"
    }

    private static let sender = "arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com"

    @Test func `to a receiver that is verified in the SES account only reads as on the screen`() throws {
        let design = try World.design()
        var seen = World.ready(design)
        let receiver = try #require(design.receiverIdentity)
        seen[.identity(.ses, receiver, in: design.sesRegion)] = .value(
            IdentityState(isVerified: true, status: "SUCCESS"))
        for identity in SESIdentity.covering(try EmailAddress("ops@example.com")) {
            seen[.identity(.eks, identity, in: design.sesRegion)] = .absent
        }
        let message = unverified("ops@example.com")
        let finding = try #require(refused("MessageRejected", message, design, seen))
        #expect(finding.code == "SES-RECEIVER-ACCOUNT")
        #expect(finding.title == "The receiver is verified in the wrong account.")
        #expect(finding.expected == "ops@example.com verified in EKS account 111122223333")
        #expect(finding.found == "not there; verified in SES account 444455556666 only")
        #expect(finding.why == "The EKS account is in the sandbox, and its sandbox counts.")
        #expect(finding.awsSays == message)
        #expect(finding.fix?.remedy == .verifyReceiver)
        // The command is the plan's, which marks what it makes.
        #expect(finding.fix?.commands.count == 1)
        #expect(
            finding.fix?.commands.first?.hasPrefix(
                "aws sesv2 create-email-identity --email-identity ops@example.com --region eu-west-1 --tags ") == true)
    }

    @Test func `over an identity is told by which one, where`() throws {
        let design = try World.design()
        let ready = World.ready(design)
        #expect(refused("MessageRejected", unverified("ops@example.com"), design)?.code == "SES-RECEIVER")
        #expect(
            refused("MessageRejected", unverified("x@example.com"), design, receiver: "x@example.com")?.code
                == "SES-RECEIVER")
        #expect(refused("MessageRejected", unverified("no-reply@example.com"), design, ready)?.code == "SES-SOURCE-ARN")
        #expect(refused("MessageRejected", unverified("no-reply@example.com"), design)?.code == "SES-SENDER")
        var pending = ready
        pending[.identity(.ses, design.identity, in: design.sesRegion)] = .value(
            World.identity(design, nil, isVerified: false))
        #expect(
            refused("MessageRejected", unverified("no-reply@example.com"), design, pending)?.code
                == "SES-SENDER-UNVERIFIED")
        #expect(
            refused("MessageRejected", unverified("no-reply@example.com, ops@example.com"), design, pending)?.code
                == "SES-SENDER-UNVERIFIED")
        #expect(refused("MessageRejected", unverified("bounce@example.com"), design, ready)?.code == "SES-RETURN-PATH")
        let region = try #require(
            refused("MessageRejected", unverified("no-reply@example.com", region: "US-EAST-1"), design, ready))
        #expect(region.code == "SES-REGION")
        #expect(region.found == "us-east-1")
        #expect(refused("MessageRejected", unverified("a@example.com"), nil)?.code == "SES-UNVERIFIED")
    }

    @Test func `tells which of the two doors is closed`() throws {
        let design = try World.design()
        let ready = World.ready(design)
        var first = ready
        first[.attachedPolicies(design.roleName)] = .value(AttachedPolicies([]))
        let closedFirst = try #require(refused("AccessDenied", unauthorized(Self.sender), design, first))
        #expect(closedFirst.code == "IAM-POLICY-DETACHED")
        #expect(closedFirst.link == .permissions)
        var second = ready
        second[.identity(.ses, design.identity, in: design.sesRegion)] = .value(World.identity(design, nil))
        let closedSecond = try #require(refused("AccessDenied", unauthorized(Self.sender), design, second))
        #expect(closedSecond.code == "SES-DOOR-2")
        #expect(closedSecond.link == .sendingPolicy)
        #expect(closedSecond.place == "SES account 444455556666, identity no-reply@example.com")
        #expect(refused("AccessDenied", unauthorized(Self.sender), design, ready)?.code == "SES-DELAY")
        #expect(refused("AccessDeniedException", unauthorized(Self.sender), design)?.code == "SES-REFUSED")
        var denied = ready
        denied[.attachedPolicies(design.roleName)] = .denied(
            Denial(permission: "iam:ListAttachedRolePolicies", place: "111122223333"))
        #expect(refused("AccessDenied", unauthorized(Self.sender), design, denied)?.code == "SES-REFUSED")
        // A hand-over: the first door is open, and nobody here may look at the second.
        var handedOver = ready
        for call in design.reads(sides: [.ses]) where call.side == .ses { handedOver[call] = nil }
        let unread = try #require(refused("AccessDenied", unauthorized(Self.sender), design, handedOver))
        #expect(unread.code == "SES-DOOR-2-UNREAD" && unread.link == .sendingPolicy)
        #expect(unread.why.contains("probably the sending policy"))
        handedOver[.attachedPolicies(design.roleName)] = .value(AttachedPolicies([]))
        #expect(refused("AccessDenied", unauthorized(Self.sender), design, handedOver)?.code == "IAM-POLICY-DETACHED")
    }

    @Test func `calls no door closed that hangs on what only the pod's request shows`() throws {
        let design = try World.design()
        let role = design.roleARN.text
        func seen(_ statement: String) throws -> Observations {
            var seen = World.ready(design)
            let document = try JSONValue.parse("{\"Version\":\"2012-10-17\",\"Statement\":[\(statement)]}")
            seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(World.identity(design, document))
            return seen
        }
        func grant(_ principal: String, _ condition: String) -> String {
            "{\"Effect\":\"Allow\",\"Principal\":\(principal),\"Action\":\"ses:Send*\",\"Resource\":\"\(design.identityARN.text)\"\(condition)}"
        }
        func code(_ statement: String) throws -> String? {
            refused("AccessDenied", unauthorized(Self.sender), design, try seen(statement))?.code
        }
        let organisation = #","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-example"}}"#
        #expect(try code(grant("\"*\"", organisation)) == "SES-REFUSED")
        let perimeter =
            #"{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}}"#
        #expect(try code(grant("{\"AWS\":\"\(role)\"}", "") + "," + perimeter) == "SES-REFUSED")
        // Pods with a token have no such tag, so that this door is closed for certain.
        let tag = #","Condition":{"StringEquals":{"aws:PrincipalTag/kubernetes-namespace":"default"}}"#
        #expect(try code(grant("\"*\"", tag)) == "SES-CONDITION")
        #expect(try code(grant("{\"AWS\":\"\(role)\"}", "")) == "SES-DELAY")
    }

    @Test func `recognises a grant that died with its role`() throws {
        let design = try World.design()
        var seen = World.ready(design)
        let dead = try World.changed(design.sendingPolicyDocument, design.roleARN.text, "AROAEXAMPLEROLE00000")
        seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(World.identity(design, dead))
        let gone = try #require(refused("AccessDenied", unauthorized(Self.sender), design, seen))
        #expect(gone.code == "SES-PRINCIPAL-DEAD")
        #expect(gone.found == "AROAEXAMPLEROLE00000, the ID of a role that was deleted")
        let marked = design.sendingPolicyDocument(roleID: "AROAEXAMPLEROLE00000")
        seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(World.identity(design, marked))
        #expect(refused("AccessDenied", unauthorized(Self.sender), design, seen)?.code == "SES-PRINCIPAL-EARLIER")
    }

    @Test func `reads the caller and the resource out of the text`() throws {
        let design = try World.design()
        let seen = World.ready(design)
        func code(_ message: String) -> String? { refused("AccessDenied", message, design, seen)?.code }
        #expect(code(unauthorized(Self.sender, role: "node", session: "i-0abc1234def567890")) == "STS-NODE-ROLE")
        #expect(code(unauthorized(Self.sender, role: "other")) == "STS-OTHER-ROLE")
        #expect(
            code(unauthorized("arn:aws:ses:eu-west-1:111122223333:configuration-set/main")) == "SES-CONFIGURATION-SET")
        #expect(
            code(unauthorized("arn:aws:ses:eu-west-1:111122223333:identity/ops@example.com")) == "SES-RECEIVER-GRANT")
        #expect(code(unauthorized("arn:aws:ses:eu-west-1:111122223333:identity/invalid@invalid")) == "SES-PROBE")
        #expect(
            code(unauthorized("arn:aws:ses:eu-west-1:111122223333:identity/no-reply@example.com"))
                == "SES-SOURCE-ARN-DENIED")
        #expect(
            code(unauthorized(Self.sender) + " because no permissions boundary allows the ses:SendEmail action")
                == "IAM-BOUNDARY")
        #expect(
            code(unauthorized(Self.sender) + " with an explicit deny in a service control policy") == "IAM-GUARD-RAIL")
        #expect(code(unauthorized(Self.sender) + " with an explicit deny in an identity-based policy") == "IAM-DENY")
        let colons =
            "User: arn:aws:sts::111122223333:assumed-role/other/s is not authorized to perform: ses:SendEmail on resource: \(Self.sender)"
        #expect(code(colons) == "STS-OTHER-ROLE")
    }

    @Test func `over raw mail is told apart where plain mail may pass`() throws {
        let design = try World.design()
        var seen = World.ready(design)
        let plainOnly = try World.changed(design.sendingPolicyDocument, ",\"ses:SendRawEmail\"", "")
        seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(World.identity(design, plainOnly))
        let message = unauthorized(Self.sender, action: "ses:SendRawEmail")
        #expect(refused("AccessDenied", message, design, seen)?.code == "SES-RAW")
    }

    @Test func `to an address that only its domain covers`() throws {
        let design = try World.design(identity: "example.com")
        let finding = try #require(refused("AccessDenied", unauthorized(Self.sender), design, World.ready(design)))
        #expect(finding.code == "SES-ADDRESS-OF-DOMAIN")
        #expect(finding.expected == "arn:aws:ses:eu-west-1:444455556666:identity/example.com as source ARN")
    }

    @Test(arguments: [
        ("Throttling", "Daily message quota exceeded", "SES-QUOTA-DAY"),
        ("Throttling", "Maximum sending rate exceeded.", "SES-QUOTA-RATE"),
        ("MailFromDomainNotVerifiedException", "Mail FROM domain is not verified", "SES-MAIL-FROM"),
        ("AccountSendingPausedException", "Sending is paused", "SES-ACCOUNT-PAUSED"),
        ("ConfigurationSetSendingPausedException", "paused", "SES-SET-PAUSED"),
        ("AccountSuspendedException", "suspended", "SES-ACCOUNT-SUSPENDED"),
        ("ConfigurationSetDoesNotExistException", "Configuration set <x> does not exist.", "SES-SET-MISSING"),
        ("InvalidParameterValue", "Missing final '@domain'", "SES-ADDRESS"),
    ])
    func `with an error of its own`(code: String, message: String, expected: String) {
        #expect(refused(code, message, nil)?.code == expected)
    }

    @Test func `with an unknown error stays unknown`() {
        #expect(refused("InternalFailure", "something else", nil) == nil)
    }
}
