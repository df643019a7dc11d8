import Calls
import Design
@testable import Diagnosis
import Identifiers
import TestAnswers
import Testing
import Wire

/// Door 1 and door 2: each world gives exactly its code.
@Suite struct DoorCheckTests {
    private let now = Timestamp(secondsSinceEpoch: 1_760_000_000)

    private func findings(
        _ check: Check, identity: String? = nil, _ change: (inout Observations, DelegateSending) throws -> Void
    ) throws -> [Finding] {
        let design = try World.design(identity: identity)
        var seen = World.ready(design)
        try change(&seen, design)
        return Doctor.diagnose(
            Subject(try World.answers(identity: identity)), seen, at: now, checks: [.roleExists, check]
        ).findings.filter { $0.link == check.link }
    }

    /// The one finding of a door whose policy is another.
    private func first(_ old: String, _ new: String, identity: String? = nil) throws -> Finding {
        let found = try findings(.firstDoor, identity: identity) { seen, design in
            seen[policy: design.permissionsPolicyARN] = .value(
                World.policy(try World.changed(design.permissionsPolicyDocument, old, new)))
        }
        #expect(found.count == 1)
        return try #require(found.first)
    }

    private func second(_ old: String, _ new: String, identity: String? = nil) throws -> Finding {
        let found = try findings(.secondDoor, identity: identity) { seen, design in
            seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(
                World.identity(design, try World.changed(design.sendingPolicyDocument, old, new)))
        }
        #expect(found.count == 1)
        return try #require(found.first)
    }

    private static let sender = "arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com"

    // MARK: Door 1

    @Test func `both doors are open in the guide's own setup`() throws {
        let one = try findings(.firstDoor) { _, _ in }
        #expect(one.map(\.status) == [.pass])
        #expect(one.first?.title == "may send as no-reply@example.com")
        let two = try findings(.secondDoor) { _, _ in }
        #expect(two.map(\.title) == ["lets in role ses-sender-role"])
        #expect(try findings(.secondDoor, identity: "example.com") { _, _ in }.map(\.status) == [.pass])
    }

    @Test(arguments: [
        (
            "eu-west-1:444455556666:identity/no", "eu-central-1:444455556666:identity/no",
            "names region eu-central-1, not eu-west-1"
        ),
        ("identity/no-reply", "identity/No-Reply", "writes the sender in other letters"),
        ("444455556666:identity/no-reply", "111122223333:identity/no-reply", "names another resource"),
        (sender, "arn:aws:ses:eu-west-1:444455556666:identity/x@example.com", "names another resource"),
    ])
    func `a resource that is nearly right is told by the part that differs`(
        old: String, new: String, brief: String
    ) throws {
        let finding = try first(old, new)
        #expect(finding.code == "IAM-RESOURCE" && finding.isRootCause)
        #expect(finding.expected == Self.sender)
        #expect(finding.found.hasPrefix("arn:aws:ses:") && !finding.found.hasPrefix(Self.sender))
        #expect(brief == "names another resource" || finding.brief == brief, "\(finding.brief)")
        #expect(finding.place == "role ses-sender-role, policy ses-sender-policy, statement 1")
        #expect(finding.evidence.first?.field == "PolicyVersion.Document.Statement[0]")
        #expect(finding.evidence.first?.account == "111122223333")
    }

    @Test func `no policy, and one that is there and hangs nowhere, are told apart`() throws {
        let detached = try #require(
            try findings(.firstDoor) { seen, design in
                seen[.attachedPolicies(design.roleName)] = .value(AttachedPolicies([]))
            }.first)
        #expect(detached.code == "IAM-POLICY-DETACHED")
        #expect(
            detached.fix?.commands == [
                "aws iam attach-role-policy --role-name ses-sender-role --policy-arn arn:aws:iam::111122223333:policy/ses-sender-policy"
            ])
        #expect(detached.fix?.address == .roleAttachment)
        let none = try #require(
            try findings(.firstDoor) { seen, design in
                seen[.attachedPolicies(design.roleName)] = .value(AttachedPolicies([]))
                seen.fail(Read.managedPolicy(design.permissionsPolicyARN).call, CallFailure(.absent))
            }.first)
        #expect(none.code == "IAM-POLICY-NONE")
        #expect(none.fix?.commands.count == 2 && none.fix?.address == nil)
        #expect(none.fix?.commands.first?.hasPrefix("aws iam create-policy --policy-name ses-sender-policy ") == true)
    }

    @Test func `an action that is missing, a condition, a Deny and a boundary have their own codes`() throws {
        let raw = try first("\"ses:SendEmail\",\"ses:SendRawEmail\"", "\"ses:SendEmail\"")
        #expect(raw.code == "SES-RAW" && raw.found == "ses:SendRawEmail is not allowed")
        let plain = try first("\"ses:SendEmail\",\"ses:SendRawEmail\"", "\"ses:SendRawEmail\"")
        #expect(plain.code == "IAM-ACTION" && plain.found == "ses:SendEmail is not allowed")
        let condition = try first(
            "{\"ses:FromAddress\":\"no-reply@example.com\"}", "{\"ses:FromAddress\":\"No-Reply@example.com\"}",
            identity: "example.com")
        #expect(condition.code == "IAM-CONDITION")
        #expect(condition.expected == "ses:FromAddress as the message has it: no-reply@example.com")
        #expect(condition.found == "the policy wants No-Reply@example.com (only the case of letters differs)")
        let denied = try #require(
            try findings(.firstDoor) { seen, design in
                seen[.inlinePolicies(design.roleName)] = .value(InlinePolicyNames(["no-mail"]))
                let deny: JSONValue = [
                    "Version": "2012-10-17",
                    "Statement": [["Sid": "Stop", "Effect": "Deny", "Action": "ses:*", "Resource": "*"]],
                ]
                seen[.inlinePolicy(design.roleName, "no-mail")] = .value(InlinePolicyState(deny.serialized()))
            }.first)
        #expect(denied.code == "IAM-DENY" && denied.brief == "denied by no-mail")
        #expect(denied.place == "role ses-sender-role, inline policy no-mail, statement \"Stop\"")
        #expect(
            denied.fix?.commands == [
                "aws iam get-role-policy --role-name ses-sender-role --policy-name no-mail"
            ])
        #expect(denied.fix?.address == nil)
    }

    @Test func `a receiver whose identity the sandbox wants allowed`() throws {
        func found(_ production: Bool) throws -> [Finding] {
            try findings(.firstDoor) { seen, design in
                seen[.sendingAccount(.eks, in: design.sesRegion)] = .value(
                    SendingAccountState(productionAccess: production))
                let narrow = try World.changed(
                    design.permissionsPolicyDocument,
                    ",\"arn:aws:ses:eu-west-1:111122223333:identity/ops@example.com\"", "")
                seen[policy: design.permissionsPolicyARN] = .value(World.policy(narrow))
            }
        }
        #expect(try found(false).map(\.code) == ["SES-RECEIVER-GRANT"])
        #expect(try found(true).map(\.status) == [.pass])
    }

    @Test func `what could not be read is not told as closed, and a Deny that was read is`() throws {
        let untold = try findings(.firstDoor) { seen, design in
            seen[.attachedPolicies(design.roleName)] = .value(AttachedPolicies([]))
            seen[.inlinePolicies(design.roleName)] = .denied(
                Denial(permission: "iam:ListRolePolicies", place: "111122223333"))
        }
        #expect(untold.map(\.status) == [.unknown])
        #expect(untold.first?.found == "cannot tell: needs iam:ListRolePolicies in 111122223333")
        let denied = try findings(.firstDoor) { seen, design in
            let deny = try World.changed(design.permissionsPolicyDocument, "\"Allow\"", "\"Deny\"")
            seen[policy: design.permissionsPolicyARN] = .value(World.policy(deny))
            seen[.inlinePolicies(design.roleName)] = .denied(
                Denial(permission: "iam:ListRolePolicies", place: "111122223333"))
        }
        #expect(denied.map(\.code) == ["IAM-DENY"])
    }

    @Test func `a role that is missing leaves nothing to judge at door 1, and door 2 to its own faults`() throws {
        let design = try World.design()
        var seen = World.ready(design)
        seen.fail(Read.role(design.roleName).call, CallFailure(.absent))
        seen.fail(Read.attachedPolicies(design.roleName).call, CallFailure(.absent))
        seen.fail(Read.inlinePolicies(design.roleName).call, CallFailure(.absent))
        let identity = Read.identity(.ses, design.identity, in: design.sesRegion)
        func roots() throws -> [String] {
            Doctor.diagnose(Subject(try World.answers()), seen, at: now).rootCauses.map(\.code)
        }
        #expect(try roots() == ["STS-ROLE-MISSING"])
        seen[identity] = .value(
            World.identity(
                design,
                try World.changed(design.sendingPolicyDocument, design.roleARN.text, "AROAEXAMPLEROLE00000")))
        #expect(try roots() == ["STS-ROLE-MISSING"], "the ID is what the role left behind")
        seen[identity] = .value(
            World.identity(
                design,
                try World.changed(design.sendingPolicyDocument, "role/ses-sender-role", "role/shop-mailer")))
        #expect(try roots() == ["STS-ROLE-MISSING", "SES-PRINCIPAL"])
    }

    // MARK: Door 2

    @Test func `whom a sending policy lets in`() throws {
        let other = try second("role/ses-sender-role", "role/shop-mailer")
        #expect(other.code == "SES-PRINCIPAL" && other.brief == "lets in shop-mailer")
        #expect(other.expected == "arn:aws:iam::111122223333:role/ses-sender-role")
        #expect(other.found.hasPrefix("arn:aws:iam::111122223333:role/shop-mailer"))
        let dead = try second("arn:aws:iam::111122223333:role/ses-sender-role", "AROAEXAMPLEROLE00000")
        #expect(dead.code == "SES-PRINCIPAL-DEAD" && dead.brief == "lets in AROAEXAMPLEROLE00000")
        #expect(dead.expected.hasSuffix("whose ID is AROAEXAMPLEROLE00001"))
        #expect(
            dead.fix?.commands.first?.hasPrefix("aws ses put-identity-policy --identity no-reply@example.com") == true)
        #expect(dead.fix?.address == .sendingPolicy)
        // Its own account may send: that is open, and a risk.
        let root = try second("role/ses-sender-role", "root")
        #expect(root.status == .pass)
        let earlier = try #require(
            try findings(.secondDoor) { seen, design in
                seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(
                    World.identity(design, design.sendingPolicyDocument(roleID: "AROAEXAMPLEROLE00000")))
            }.first)
        #expect(earlier.code == "SES-PRINCIPAL-EARLIER")
        #expect(earlier.found == "put for the role with the ID AROAEXAMPLEROLE00000")
    }

    @Test func `what else shuts door 2`() throws {
        #expect(try second("\"ses:SendEmail\",\"ses:SendRawEmail\"", "\"ses:SendEmail\"").code == "SES-RAW")
        #expect(try second("\"ses:SendEmail\",\"ses:SendRawEmail\"", "\"ses:SendRawEmail\"").code == "SES-ACTION")
        let condition = try second(
            "{\"ses:FromAddress\":\"no-reply@example.com\"}", "{\"ses:FromAddress\":\"No-Reply@example.com\"}",
            identity: "example.com")
        #expect(condition.code == "SES-CONDITION")
        #expect(try second("identity/no-reply@example.com", "identity/example.com").code == "SES-RESOURCE")
        let none = try #require(
            try findings(.secondDoor) { seen, design in
                seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(World.identity(design, nil))
            }.first)
        #expect(none.code == "SES-DOOR-2" && none.brief == "no sending policy")
        #expect(none.found == "no sending policy on no-reply@example.com")
        let denied = try #require(
            try findings(.secondDoor) { seen, design in
                var identity = World.identity(design, design.sendingPolicyDocument)
                identity.policies["no-strangers"] = try World.changed(
                    World.changed(design.sendingPolicyDocument, "\"Allow\"", "\"Deny\""), "role/ses-sender-role", "root"
                ).serialized()
                seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(identity)
            }.first)
        #expect(denied.code == "SES-DENY" && denied.brief == "denied by no-strangers")
        #expect(denied.place.hasPrefix("identity no-reply@example.com, sending policy no-strangers"))
    }

    @Test func `a key that only the pod's request has leaves it open`() throws {
        let document = "\"Resource\":\"\(Self.sender)\""
        let condition = ",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"203.0.113.0/24\"}}"
        let depends = try second(document, document + condition)
        #expect(depends.code == "SES-DEPENDS" && depends.status == .unknown)
        #expect(depends.found == "open only where aws:SourceIp fits IpAddress 203.0.113.0/24")
    }

    @Test func `a whole organisation is settled by the ID of the role's own`() throws {
        let organisation = #","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-ours"}}"#
        func look(_ id: String?) throws -> [Finding] {
            try findings(.secondDoor) { seen, design in
                let document = try JSONValue.parse(
                    #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"ses:Send*","Resource":"*"\#(organisation)}]}"#
                )
                seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(
                    World.identity(design, document))
                guard let id else { return }
                seen.say(Read.organization.call, ["Organization": ["Id": .string(id)]])
            }.filter { $0.status != .pass }
        }
        #expect(try look(nil).map(\.code) == ["SES-DEPENDS"])
        #expect(try look("o-ours").isEmpty)
        let other = try #require(try look("o-theirs").first)
        #expect(other.code == "SES-CONDITION" && other.found == "the policy wants o-ours")
    }

    @Test func `a policy of others under the wanted name keeps its place, and another goes beside it`() throws {
        let other = try second("role/ses-sender-role", "role/shop-mailer")
        let command = try #require(other.fix?.commands.first)
        #expect(command.contains("--policy-name ses-sender-2 "), "\(command)")
        #expect(other.fix?.address == nil)
    }

    @Test func `inside one account door 2 is not needed, but a Deny counts`() throws {
        var answers = try World.answers()
        try answers.set("111122223333", for: .sesAccount, from: .typed)
        let design = try DelegateSending(answers)
        var seen = World.ready(design)
        let identity = Read.identity(.ses, design.identity, in: design.sesRegion)
        seen[identity] = .value(World.identity(design, nil))
        func result() -> [Finding] {
            Doctor.diagnose(Subject(answers), seen, at: now, checks: [.roleExists, .firstDoor, .secondDoor]).findings
        }
        #expect(result().allSatisfy { $0.status == .pass })
        #expect(result().contains { $0.title == "not needed inside one account" })
        seen[identity] = .value(
            World.identity(design, try World.changed(design.sendingPolicyDocument, "\"Allow\"", "\"Deny\"")))
        #expect(result().filter { $0.status == .fail }.contains { $0.code == "SES-DENY" })
        // The identity's own policy alone does, too.
        seen[identity] = .value(World.identity(design, design.sendingPolicyDocument))
        seen[.attachedPolicies(design.roleName)] = .value(AttachedPolicies([]))
        seen[.sendingAccount(.eks, in: design.sesRegion)] = .value(SendingAccountState(productionAccess: true))
        #expect(result().filter { $0.status == .fail }.isEmpty)
    }

    @Test func `a sending policy is missing because the identity is not verified yet`() throws {
        let design = try World.design()
        var seen = World.ready(design)
        seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(
            World.identity(design, nil, isVerified: false))
        let diagnosis = Doctor.diagnose(Subject(try World.answers()), seen, at: now)
        #expect(diagnosis.rootCauses.map(\.code) == ["SES-SENDER-UNVERIFIED"])
        #expect(
            diagnosis.findings.first { $0.code == "SES-DOOR-2" && $0.status == .fail }?.consequenceOf
                == ["SES-SENDER-UNVERIFIED"])
    }

    @Test func `a default configuration set that the role may not use`() throws {
        let design = try World.design()
        var seen = World.ready(design)
        var identity = World.identity(design, design.sendingPolicyDocument)
        identity.configurationSet = "tracking"
        seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(identity)
        let found = Doctor.diagnose(Subject(try World.answers()), seen, at: now)
        #expect(found.rootCauses.map(\.code) == ["SES-CONFIGURATION-SET"])
        #expect(found.rootCauses.first?.found == "tracking, on which the role has no right")
        #expect(
            found.rootCauses.first?.fix?.commands == [
                "aws sesv2 put-email-identity-configuration-set-attributes --email-identity no-reply@example.com --region eu-west-1"
            ])
        seen.fail(Read.configurationSet("tracking", .eks, in: design.sesRegion).call, CallFailure(.absent))
        let both = Doctor.diagnose(Subject(try World.answers()), seen, at: now)
        #expect(both.rootCauses.map(\.code) == ["SES-CONFIGURATION-SET"])
        #expect(both.findings.contains { $0.code == "SES-SET-MISSING" && !$0.consequenceOf.isEmpty })
    }

    @Test func `a policy on the address beside the grant on its domain is a risk`() throws {
        let found = try findings(.domainShadow, identity: "example.com") { seen, design in
            let address = Read.identity(.ses, .address(design.sender), in: design.sesRegion)
            seen[address] = .value(
                World.identity(
                    design,
                    try World.changed(design.sendingPolicyDocument, "role/ses-sender-role", "role/shop-mailer")))
        }
        #expect(found.first?.code == "SES-ADDRESS-SHADOWS-DOMAIN" && found.first?.status == .warn)
    }
}
