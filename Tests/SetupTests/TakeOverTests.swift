import AWSClient
import Calls
import Design
import Diagnosis
import Identifiers
import Setup
import Simulator
import Testing
import Wire

/// What would take access from somebody, and what others wrote, against a simulated world.
struct TakeOverTests {
    private static func trust(_ bench: Bench) async throws -> JSONValue? {
        try await bench.eks.perform(.getRole("ses-sender-role")).value["Role"]?["AssumeRolePolicyDocument"]
    }

    /// Makes the role somebody else's, with a trust policy for another service account.
    private static func giveAway(_ bench: Bench, subject: String = "prod:mailer") async throws {
        bench.world.change { $0.accounts["111122223333"]?.iam.roles["ses-sender-role"]?.tags = Tags() }
        try await put(bench, subject: subject)
    }

    private static func put(_ bench: Bench, subject: String) async throws {
        let design = try await bench.plan().design
        let document = try JSONValue.parse(
            design.trustPolicyDocument.serialized(.compact).split(
                separator: "default:ses-sender", omittingEmptySubsequences: false
            ).joined(separator: subject))
        _ = try await bench.eks.perform(
            Call(
                .updateAssumeRolePolicy, .eks, ["RoleName": "ses-sender-role", "PolicyDocument": document]))
    }

    @Test func `who says yes without having read it takes nothing from anybody`() async throws {
        try await Bench.run("irsa-sub-wrong-namespace") { bench in
            let before = try await Self.trust(bench)
            let report = try await bench.apply(apply: ApplyOptions(agreed: []))
            #expect(report[.role]?.outcome == .waiting)
            #expect(report.exitCode == .changesRemain)
            #expect(
                report.tasks.map(\.sentence) == [
                    "Read who loses access by eks/role, and agree to it: --take-over eks/role."
                ])
            #expect(try await Self.trust(bench) == before)
            let agreed = try await bench.apply(apply: ApplyOptions(agreed: [.role]))
            #expect(agreed[.role]?.outcome == .done)
            #expect(try await bench.plan().plan.hasNoChanges)
        }
    }

    @Test func `a role of others gains a statement, and the mail goes through`() async throws {
        try await Bench.run("ready") { bench in
            try await Self.giveAway(bench)
            let conflict = try await bench.plan().plan
            #expect(conflict[.role]?.action == .conflict)
            #expect(try await bench.send().outcome == .notSent)
            let report = try await bench.apply(
                options: PlanOptions(takeOver: [.role]), apply: ApplyOptions(agreed: []))
            #expect(report[.role]?.outcome == .done)
            let statements = try #require(try await Self.trust(bench)?["Statement"]?.array)
            #expect(statements.count == 2)
            #expect("\(statements[0])".contains("prod:mailer") && "\(statements[1])".contains("default:ses-sender"))
            let plan = try await bench.plan().plan
            #expect(plan[.role]?.action == .adopt && plan.hasNoChanges)
            #expect(try await bench.send().outcome == .sent)
        }
    }

    @Test func `a sending policy of others gains a statement for a role that is made in the same run`() async throws {
        try await Bench.run("verified") { bench in
            let design = try await bench.plan().design
            let theirs: JSONValue = [
                "Version": "2012-10-17",
                "Statement": [
                    [
                        "Effect": "Allow", "Principal": ["AWS": "arn:aws:iam::111122223333:root"],
                        "Action": "ses:SendEmail", "Resource": .string(design.identityARN.text),
                    ]
                ],
            ]
            let owner = try #require(bench.context.ses).bound(to: design.sesAccount)
            _ = try await owner.perform(
                Call(
                    .putIdentityPolicy, .ses, in: design.sesRegion,
                    ["Identity": .string(design.identity.text), "PolicyName": "ses-sender", "Policy": theirs]))
            #expect(try await bench.plan().plan[.sendingPolicy]?.action == .conflict)
            let report = try await bench.apply(
                options: PlanOptions(takeOver: [.sendingPolicy]), apply: ApplyOptions(agreed: []))
            #expect(report[.sendingPolicy]?.outcome == .done, "\(report.results)")
            let setup = try await bench.plan()
            let text = setup.observations.identity(.ses, design.identity, in: design.sesRegion)?.value?.policies[
                "ses-sender"]
            let statements = try #require(try JSONValue.parse(text ?? "")["Statement"]?.array)
            #expect(statements.count == 2 && statements[0]["Sid"] == nil)
            #expect(statements[1]["Sid"]?.string?.hasPrefix("RoleAROA") == true)
            #expect(try await bench.send().outcome == .sent)
        }
    }

    @Test func `what others changed after the plan was shown is not written`() async throws {
        try await Bench.run("ready") { bench in
            try await Self.giveAway(bench)
            let shown = try await bench.plan(options: PlanOptions(takeOver: [.role]))
            #expect(shown.plan[.role]?.action == .change)
            try await Self.put(bench, subject: "prod:billing")
            let before = try await Self.trust(bench)
            let report = try await Applier(bench.context).apply(shown, options: ApplyOptions(freshSeconds: 86_400))
            #expect(report[.role]?.outcome == .failed)
            #expect(report[.role]?.problem?.code == "Changed")
            #expect(
                report[.role]?.problem?.sentence
                    == "The role of others changed after the plan was shown, so it was not written. Plan again.")
            #expect(try await Self.trust(bench) == before)
        }
    }

    @Test func `a Deny that nobody's row shows closes the plan with a finding`() async throws {
        try await Bench.run("ready") { bench in
            let deny: JSONValue = [
                "Version": "2012-10-17",
                "Statement": [["Effect": "Deny", "Action": "ses:SendRawEmail", "Resource": "*"]],
            ]
            let arn = "arn:aws:iam::111122223333:policy/no-mail"
            _ = try await bench.eks.perform(
                Call(.createPolicy, .eks, ["PolicyName": "no-mail", "PolicyDocument": deny]))
            _ = try await bench.eks.perform(
                Call(
                    .attachRolePolicy, .eks, ["RoleName": "ses-sender-role", "PolicyArn": .string(arn)]))
            let setup = try await bench.plan()
            #expect(setup.plan.hasNoChanges)
            #expect(setup.findings.map(\.code) == ["IAM-DENY"])
            #expect(setup.exitCode == .failed)
            #expect(setup.document["findings"]?[0]?["code"] == "IAM-DENY")
            // A resource that is judged alone is right all the same.
            let report = try await bench.apply()
            #expect(report.exitCode == .failed)
            #expect(report.limited(to: [.role]).exitCode == .success)
        }
    }

    @Test func `a network that only the pod's request shows is neither right nor wrong`() async throws {
        try await Bench.run("ready") { bench in
            let perimeter: JSONValue = [
                "Version": "2012-10-17",
                "Statement": [
                    [
                        "Effect": "Deny", "Action": "*", "Resource": "*",
                        "Condition": ["StringNotEqualsIfExists": ["aws:SourceVpc": "vpc-0123456789abcdef0"]],
                    ]
                ],
            ]
            _ = try await bench.eks.perform(
                Call(.createPolicy, .eks, ["PolicyName": "perimeter", "PolicyDocument": perimeter]))
            _ = try await bench.eks.perform(
                Call(
                    .attachRolePolicy, .eks,
                    [
                        "RoleName": "ses-sender-role",
                        "PolicyArn": "arn:aws:iam::111122223333:policy/perimeter",
                    ]))
            let setup = try await bench.plan()
            #expect(setup.findings.map(\.code) == ["IAM-DEPENDS"])
            #expect(setup.findings.first?.status == .unknown)
            #expect(setup.findings.first?.found.contains("aws:SourceVpc") == true)
            #expect(setup.exitCode == .incomplete)
        }
    }
}
