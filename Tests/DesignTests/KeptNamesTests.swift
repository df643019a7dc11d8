import Calls
import Design
import Identifiers
import TestAnswers
import Testing
import Wire

/// Names that were applied once are kept; names of others are not taken.
struct KeptNamesTests {
    private static let first = "sesame-mail-prod-default-ses-sender"

    private func answers(_ changes: [(FieldID, String)] = []) throws -> Answers {
        var answers = try Example.answers(changes)
        for field in [FieldID.role, .permissionsPolicy, .sendingPolicy] where answers.provenance(of: field) != .typed {
            answers.clear(field)
        }
        return answers
    }

    /// The setup that the first version made of the answers.
    private func applied(_ answers: Answers, path: String = "/") throws -> DelegateSending {
        var named = answers
        for field in [FieldID.role, .permissionsPolicy, .sendingPolicy] where named[field] == nil {
            try named.set(Self.first, for: field, from: .typed)
        }
        try named.set(path, for: .rolePath, from: .typed)
        return try DelegateSending(named)
    }

    @Test func `names of the first version are found by the service account's note`() throws {
        let answers = try answers()
        let old = try applied(answers)
        let seen = PlanTests.ready(old)
        let completed = answers.completed(by: seen)
        #expect(completed.provenance(of: .role) == .detected(from: "applied before"))
        let design = try DelegateSending(completed)
        #expect(design == old)
        #expect(Plan.make(design, seen).hasNoChanges)
        // The note says it: nothing more is asked about the role.
        #expect(answers.nameReads(seen).isEmpty)
    }

    @Test func `where the note is gone, the role's tags and trust tell`() throws {
        let answers = try answers()
        let old = try applied(answers)
        var seen = PlanTests.ready(old)
        seen[.serviceAccount(old.namespace, old.serviceAccount)] = .absent
        #expect(answers.nameReads(seen) == [Read.role(old.roleName).call])
        #expect(answers.completed(by: seen)[.role] == Self.first)
        #expect(answers.completed(by: seen)[.permissionsPolicy] == Self.first)
        #expect(answers.completed(by: seen)[.sendingPolicy] == Self.first)
    }

    @Test func `a twin cluster of another region does not take the first one's role`() throws {
        let old = try applied(answers())
        let twin = try answers([
            (.eksRegion, "eu-central-1"), (.eksOIDCProvider, Example.issuer.replacingRegion("eu-central-1")),
        ])
        var seen = PlanTests.ready(old)
        seen[.serviceAccount(old.namespace, old.serviceAccount)] = .absent
        let completed = twin.completed(by: seen)
        #expect(completed[.role] == nil)
        let design = try DelegateSending(completed)
        let plan = Plan.make(design, seen)
        #expect(design.roleName.text == "sesame-mail-prod-default-ses-sender-\(design.key.hash)")
        #expect(plan[.sendingPolicy]?.steps.first?.call["PolicyName"] == design.sendingPolicyName.text)
        #expect(!plan.resources.contains { $0.action == .change })
    }

    @Test func `a role of others in the note gives no name`() throws {
        let answers = try answers()
        let design = try DelegateSending(answers)
        let other = RoleARN(
            partition: "aws", account: design.eksAccount, name: try RoleName("shop-s3-reader"))
        var seen = Observations()
        seen[.serviceAccount(design.namespace, design.serviceAccount)] = .value(
            ObjectState(
                object: [
                    "metadata": ["annotations": [DelegateSending.roleAnnotation: .string(other.text)]]
                ]))
        #expect(answers.nameReads(seen).contains(Read.role(other.name).call))
        seen[.role(other.name)] = .value(
            RoleState(
                arn: other.arn, roleID: "AROAOTHER",
                trustPolicy: design.trustPolicyDocument.serialized(.compact), boundary: nil, tags: []))
        #expect(answers.completed(by: seen)[.role] == nil)
    }

    @Test func `a name that somebody chose earlier is kept, with its path`() throws {
        var chosen = try answers([(.role, "mailer")])
        let old = try applied(chosen, path: "/team/")
        let seen = PlanTests.ready(old)
        chosen.clear(.role)
        chosen.clear(.rolePath)
        let completed = chosen.completed(by: seen)
        #expect(completed[.role] == "mailer")
        #expect(completed[.rolePath] == "/team/")
        #expect(completed[.permissionsPolicy] == Self.first)
        #expect(completed[.sendingPolicy] == Self.first)
    }

    @Test func `who sees the identity only finds the names in its sending policy`() throws {
        let answers = try answers()
        let old = try applied(answers)
        var seen = PlanTests.ready(old)
        let nobody = CallFailure.unreachable("there are no credentials for the EKS account")
        seen.fail(Read.serviceAccount(old.namespace, old.serviceAccount).call, nobody)
        seen.fail(Read.role(old.roleName).call, nobody)
        #expect(answers.completed(by: seen)[.role] == Self.first)
    }

    @Test func `what somebody says holds, and nothing is asked`() throws {
        let answers = try Example.answers()
        #expect(answers.nameReads(Observations()).isEmpty)
        let old = try applied(try self.answers())
        #expect(answers.completed(by: PlanTests.ready(old))[.role] == "ses-sender-role")
    }

    @Test func `a setup that is new keeps nothing and asks about one role`() throws {
        let answers = try answers()
        let design = try DelegateSending(answers)
        var seen = Observations()
        #expect(
            answers.nameReads(seen) == [Read.serviceAccount(design.namespace, design.serviceAccount).call])
        seen[.serviceAccount(design.namespace, design.serviceAccount)] = .absent
        #expect(answers.nameReads(seen) == [Read.role(try RoleName(Self.first)).call])
        seen[.role(try RoleName(Self.first))] = .absent
        #expect(answers.keptNames(seen).isEmpty)
        // Once applied, the note names the role that derives anyway.
        #expect(answers.keptNames(PlanTests.ready(design)).isEmpty)
    }
}

extension String {
    fileprivate func replacingRegion(_ region: String) -> String {
        split(separator: "eu-west-1", omittingEmptySubsequences: false).joined(separator: region)
    }
}
