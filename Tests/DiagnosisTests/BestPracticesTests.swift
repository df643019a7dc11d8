import Calls
import Design
import Diagnosis
import Identifiers
import TestAnswers
import Testing
import Wire

@Suite struct `Best practices` {
    private func status(_ code: String, _ findings: [Finding]) -> Finding.Status? {
        findings.first { $0.code == code }?.status
    }

    @Test func `the guide's own setup passes every check`() throws {
        let design = try World.design()
        let findings = BestPractices.findings(design, World.ready(design))
        #expect(findings.count == 20)
        #expect(findings.filter { $0.status != .pass }.map(\.code) == [])
        let domain = try World.design(identity: "example.com")
        #expect(BestPractices.findings(domain, World.ready(domain)).filter { $0.status != .pass }.map(\.code) == [])
    }

    @Test func `every question of the checks is asked`() throws {
        let design = try World.design()
        let seen = World.ready(design)
        let calls = BestPractices.reads(design, seen)
        #expect(Set(calls).count == calls.count)
        #expect(
            seen.calls.subtracting([
                Read.provider(design.providerARN).call
            ]).isSubset(of: calls))
        #expect(Set(BestPractices.reads(design, Observations())).isSubset(of: calls))
    }

    @Test(arguments: [
        ("\"\(World.issuer):sub\":\"system:serviceaccount:default:ses-sender\",", "", "L01", Finding.Status.fail),
        (",\"\(World.issuer):aud\":\"sts.amazonaws.com\"", "", "L02", .fail),
        (
            "StringEquals\":{\"\(World.issuer):sub\":\"system:serviceaccount:default:ses-sender\"",
            "StringLike\":{\"\(World.issuer):sub\":\"system:serviceaccount:*:ses-sender\"", "L03", .fail
        ),
        ("default:ses-sender", "default:*", "L04", .fail),
        ("\"\(World.issuer):", "\"https://\(World.issuer):", "L05", .fail),
        ("iam::111122223333:oidc", "iam::444455556666:oidc", "L06", .fail),
        ("\"sts:AssumeRoleWithWebIdentity\"", "[\"sts:AssumeRoleWithWebIdentity\",\"sts:AssumeRole\"]", "L07", .warn),
        ("StringEquals", "StringEqualsIfExists", "L09", .warn),
    ])
    func `faults of the trust policy`(old: String, new: String, code: String, expected: Finding.Status) throws {
        let design = try World.design()
        var seen = World.ready(design)
        let trust = try World.changed(design.trustPolicyDocument, old, new)
        seen[.role(design.roleName)] = .value(World.role(design, trust: trust))
        let findings = BestPractices.findings(design, seen)
        #expect(status(code, findings) == expected)
        let finding = try #require(findings.first { $0.code == code })
        #expect(finding.place == "role ses-sender-role, trust policy, statement 1")
        #expect(finding.evidence.first?.field == "AssumeRolePolicyDocument.Statement[0]")
        #expect(finding.evidence.first?.account == "111122223333")
        #expect(finding.fix?.text.isEmpty == false)
    }

    @Test func `faults of the permissions policy`() throws {
        let design = try World.design()
        var seen = World.ready(design)
        let wide: JSONValue = [
            "Version": "2012-10-17", "Statement": [["Effect": "Allow", "Action": "ses:*", "Resource": "*"]],
        ]
        seen[policy: design.permissionsPolicyARN] = .value(World.policy(wide))
        let findings = BestPractices.findings(design, seen)
        #expect(status("L11", findings) == .fail)
        #expect(status("L12", findings) == .warn)
        #expect(findings.first { $0.code == "L11" }?.found == "ses:*")
        #expect(findings.first { $0.code == "L11" }?.place == "permissions policy ses-sender-policy, statement 1")
    }

    @Test func `a permissions policy that is about more than sending`() throws {
        let design = try World.design()
        var seen = World.ready(design)
        let more = try World.changed(
            design.permissionsPolicyDocument, "\"ses:SendEmail\"", "\"ses:SendEmail\",\"s3:GetObject\"")
        seen[policy: design.permissionsPolicyARN] = .value(World.policy(more))
        let finding = try #require(BestPractices.findings(design, seen).first { $0.code == "L16" })
        #expect(finding.status == .warn)
        #expect(finding.found == "s3:GetObject")
    }

    @Test func `a policy of the address hides the domain's, where the domain has one`() throws {
        let design = try World.design()
        var seen = World.ready(design)
        let domain = SESIdentity.domain(design.sender.domain)
        #expect(status("L28", BestPractices.findings(design, seen)) == .pass)
        seen[.identity(.ses, domain, in: design.sesRegion)] = .value(World.identity(design, nil))
        #expect(status("L28", BestPractices.findings(design, seen)) == .pass)
        seen[.identity(.ses, domain, in: design.sesRegion)] = .value(
            World.identity(design, design.sendingPolicyDocument))
        let finding = try #require(BestPractices.findings(design, seen).first { $0.code == "L28" })
        #expect(finding.status == .warn)
        #expect(finding.evidence.first?.field == "Policies")
        seen[.identity(.ses, domain, in: design.sesRegion)] = .denied(
            Denial(permission: "ses:GetEmailIdentity", place: "444455556666"))
        #expect(status("L28", BestPractices.findings(design, seen)) == .unknown)
        seen[.identity(.ses, design.identity, in: design.sesRegion)] = .absent
        #expect(status("L28", BestPractices.findings(design, seen)) == .skipped)
    }

    @Test func `a receiver that production does not need`() throws {
        let design = try World.design()
        var seen = World.ready(design)
        #expect(status("L13", BestPractices.findings(design, seen)) == .pass)
        seen[.sendingAccount(.eks, in: design.sesRegion)] = .value(SendingAccountState(productionAccess: true))
        #expect(status("L13", BestPractices.findings(design, seen)) == .warn)
        seen[.sendingAccount(.eks, in: design.sesRegion)] = .denied(
            Denial(permission: "ses:GetAccount", place: "111122223333"))
        let finding = try #require(BestPractices.findings(design, seen).first { $0.code == "L13" })
        #expect(finding.status == .unknown)
        #expect(finding.found == "cannot tell: needs ses:GetAccount in 111122223333")
    }

    @Test func `policies that others attached are read too`() throws {
        let design = try World.design()
        var seen = World.ready(design)
        let other = try ARN("arn:aws:iam::111122223333:policy/other")
        seen[.attachedPolicies(design.roleName)] = .value(AttachedPolicies([design.permissionsPolicyARN, other]))
        let wide: JSONValue = [
            "Version": "2012-10-17", "Statement": [["Effect": "Allow", "Action": "*", "Resource": "*"]],
        ]
        seen[policy: other] = .value(World.policy(wide))
        let finding = try #require(BestPractices.findings(design, seen).first { $0.code == "L11" })
        #expect(finding.status == .fail)
        #expect(finding.place == "permissions policy other, statement 1")
    }

    @Test func `faults of the sending policy`() throws {
        let design = try World.design()
        func findings(_ old: String, _ new: String) throws -> [Finding] {
            var seen = World.ready(design)
            let document = try World.changed(design.sendingPolicyDocument, old, new)
            seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(World.identity(design, document))
            return BestPractices.findings(design, seen)
        }
        let role = design.roleARN.text
        #expect(try status("L20", findings("{\"AWS\":\"\(role)\"}", "\"*\"")) == .fail)
        #expect(try status("L21", findings(role, "arn:aws:iam::111122223333:root")) == .warn)
        #expect(try status("L22", findings(role, "AROAEXAMPLEROLE00000")) == .fail)
        #expect(try status("L23", findings("role/ses-sender-role", "role/other")) == .fail)
        #expect(try status("L25", findings("\"ses:SendEmail\"", "\"ses:SendTemplatedEmail\"")) == .warn)
        #expect(try status("L26", findings("identity/no-reply@example.com", "identity/example.com")) == .fail)
    }

    @Test func `a domain without the sender's address in the condition`() throws {
        let design = try World.design(identity: "example.com")
        var seen = World.ready(design)
        let open = try World.changed(
            design.sendingPolicyDocument,
            ",\"Condition\":{\"StringEquals\":{\"ses:FromAddress\":\"no-reply@example.com\"}}", "")
        seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(World.identity(design, open))
        let finding = try #require(BestPractices.findings(design, seen).first { $0.code == "L24" })
        #expect(finding.status == .warn)
        #expect(finding.expected == "ses:FromAddress is no-reply@example.com")
        #expect(finding.link == .sendingPolicy)
    }

    @Test func `what is only worth knowing is a note where it is so, and nothing where it is not`() throws {
        let design = try World.design()
        var seen = World.ready(design)
        let shared = try World.changed(
            design.trustPolicyDocument, "\"system:serviceaccount:default:ses-sender\"",
            "[\"system:serviceaccount:default:ses-sender\",\"system:serviceaccount:shop:web\"]")
        var role = World.role(design, trust: shared)
        role.maxSessionDuration = 43_200
        seen[.role(design.roleName)] = .value(role)
        let findings = BestPractices.findings(design, seen)
        let notes = findings.filter { $0.status == .note }
        #expect(notes.map(\.code) == ["L08", "L18"])
        #expect(findings.filter { $0.status != .pass }.count == 2)
        #expect(notes.first?.found == "default:ses-sender, shop:web")
        #expect(notes.last?.evidence.first?.field == "MaxSessionDuration")
        var identity = World.identity(design, design.sendingPolicyDocument)
        for number in 1...17 { identity.policies["p\(number)"] = design.sendingPolicyDocument.serialized() }
        seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(identity)
        #expect(status("L27", BestPractices.findings(design, seen)) == .note)
    }

    @Test func `a role that was made again`() throws {
        let design = try World.design()
        var seen = World.ready(design)
        let marked = design.sendingPolicyDocument(roleID: "AROAEXAMPLEROLE00000")
        seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(World.identity(design, marked))
        #expect(status("L23", BestPractices.findings(design, seen)) == .fail)
    }

    @Test func `another policy beside ours need not name the role`() throws {
        let design = try World.design()
        var seen = World.ready(design)
        var identity = World.identity(design, design.sendingPolicyDocument)
        let other = try World.changed(design.sendingPolicyDocument, "role/ses-sender-role", "role/other")
        identity.policies["a-first"] = other.serialized()
        seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(identity)
        #expect(status("L23", BestPractices.findings(design, seen)) == .pass)
        identity.policies[design.sendingPolicyName.text] = other.serialized()
        seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(identity)
        #expect(BestPractices.findings(design, seen).filter { $0.code == "L23" && $0.status == .fail }.count == 1)
    }

    @Test func `what is not there yet is skipped, what may not be read is unknown`() throws {
        let design = try World.design()
        var seen = Observations()
        #expect(Set(BestPractices.findings(design, seen).map(\.status)) == [.unknown])
        seen[.role(design.roleName)] = .absent
        seen[policy: design.permissionsPolicyARN] = .denied(Denial(permission: "iam:GetPolicy", place: "111122223333"))
        seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(World.identity(design, nil))
        let findings = BestPractices.findings(design, seen)
        #expect(status("L01", findings) == .skipped)
        #expect(status("L11", findings) == .unknown)
        #expect(status("L20", findings) == .skipped)
        #expect(findings.first { $0.code == "L11" }?.found == "cannot tell: needs iam:GetPolicy in 111122223333")
    }

    @Test func `a document that is no policy is told, not passed`() throws {
        let design = try World.design()
        var seen = World.ready(design)
        seen[.role(design.roleName)] = .value(World.role(design, trust: "no policy"))
        let finding = try #require(BestPractices.findings(design, seen).first { $0.code == "L01" })
        #expect(finding.status == .unknown)
        #expect(finding.found.hasPrefix("cannot tell: the document cannot be read, line 1"))
    }

    @Test func `incomplete answers give no findings`() {
        #expect(BestPractices.findings(Answers(), Observations()).isEmpty)
    }
}
