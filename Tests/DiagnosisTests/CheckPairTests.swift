import Calls
import Design
@testable import Diagnosis
import Identifiers
import TestAnswers
import Testing
import Wire

/// Faults together, and reads that are refused: what is independent stands apart, and what nobody may see is not blamed.
@Suite struct CheckPairTests {
    private let now = Timestamp(secondsSinceEpoch: 1_760_000_000)
    private static let links: Set<Link> = [.role, .permissions, .sendingPolicy, .sandbox, .delivery]
    private static let checks = Checks.all.filter { links.contains($0.link) }

    /// Everything that these checks read, in place.
    private func ready() throws -> (Subject, DelegateSending, Observations) {
        let design = try World.design()
        var seen = World.ready(design)
        let receiver = try #require(design.receiverIdentity)
        for side in [Side.eks, .ses] {
            seen[.identity(side, receiver, in: design.sesRegion)] = .value(
                IdentityState(isVerified: true, status: "SUCCESS"))
            seen[.sendingAccount(side, in: design.sesRegion)] = .value(SendingAccountState(productionAccess: false))
            seen.fail(Read.suppression(receiver.text, side, in: design.sesRegion).call, CallFailure(.absent))
        }
        seen[Read.policyVersions(design.permissionsPolicyARN).call] = Answer(
            .success(["Versions": [["VersionId": "v1", "IsDefaultVersion": true]]]))
        return (Subject(try World.answers()), design, seen)
    }

    /// One fault of each link, by its code.
    private static let faults: [(code: String, make: @Sendable (inout Observations, DelegateSending) throws -> Void)] =
        [
            (
                "IAM-RESOURCE",
                { seen, design in
                    seen[policy: design.permissionsPolicyARN] = .value(
                        World.policy(
                            try World.changed(
                                design.permissionsPolicyDocument, "444455556666:identity/no", "444455556666:identity/so"
                            )))
                }
            ),
            (
                "SES-PRINCIPAL",
                { seen, design in
                    seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(
                        World.identity(
                            design,
                            try World.changed(design.sendingPolicyDocument, "role/ses-sender-role", "role/shop-mailer"))
                    )
                }
            ),
            (
                "SES-RECEIVER-ACCOUNT",
                { seen, design in
                    for identity in SESIdentity.covering(try EmailAddress("ops@example.com")) {
                        seen.fail(Read.identity(.eks, identity, in: design.sesRegion).call, CallFailure(.absent))
                    }
                }
            ),
            (
                "SES-QUOTA-DAY",
                { seen, design in
                    seen[.sendingAccount(.eks, in: design.sesRegion)] = .value(
                        SendingAccountState(productionAccess: false, dailyQuota: 200, sentToday: 200))
                }
            ),
            (
                "SES-SUPPRESSED",
                { seen, design in
                    seen[Read.suppression("ops@example.com", .eks, in: design.sesRegion).call] = Answer(
                        .success(["SuppressedDestination": ["Reason": "COMPLAINT"]]))
                }
            ),
        ]

    @Test func `two faults of two links are two root causes`() throws {
        for (index, one) in Self.faults.enumerated() {
            for other in Self.faults[(index + 1)...] {
                let (subject, design, world) = try ready()
                var seen = world
                try one.make(&seen, design)
                try other.make(&seen, design)
                let roots = Doctor.diagnose(subject, seen, at: now, checks: Self.checks).rootCauses.map(\.code)
                #expect(Set(roots) == [one.code, other.code], "\(one.code) and \(other.code): \(roots)")
            }
        }
    }

    @Test func `a read that is refused leaves its links untold, and blames nobody`() throws {
        let (subject, _, all) = try ready()
        let reads = Doctor.reads(subject, all, at: now, checks: Self.checks)
        #expect(reads.count > 10)
        for call in reads {
            var seen = all
            seen.fail(call, CallFailure(.denied, permission: call.permission, place: "its account"))
            let diagnosis = Doctor.diagnose(subject, seen, at: now, checks: Self.checks)
            #expect(diagnosis.rootCauses.isEmpty, "\(call.words): \(diagnosis.rootCauses.map(\.code))")
            let context = CheckContext(subject, seen, at: now)
            let touched = Set(Self.checks.filter { $0.reads(context).contains(call) }.map(\.link))
            let untold = Set(diagnosis.findings.filter { $0.status == .unknown }.map(\.link))
            #expect(untold.isSubset(of: touched), "\(call.words): \(untold)")
            #expect(
                diagnosis.findings.filter { $0.status == .unknown }.allSatisfy { $0.found.contains("needs ") },
                "\(call.words)")
        }
    }

    @Test func `a subject without a sender is looked at up to its role`() throws {
        var answers = Answers()
        try answers.set("111122223333", for: .eksAccount, from: .typed)
        try answers.set("ses-sender-role", for: .role, from: .typed)
        let (_, _, seen) = try ready()
        let diagnosis = Doctor.diagnose(Subject(answers), seen, at: now, checks: Self.checks)
        #expect(diagnosis.links.filter { $0.state != .notLooked }.map(\.link) == [.role])
        #expect(diagnosis.rootCauses.isEmpty)
    }

    @Test func `a refused send says what the check says, with AWS's own words`() throws {
        let (subject, design, world) = try ready()
        var seen = world
        try Self.faults[0].make(&seen, design)
        let message =
            "User `arn:aws:sts::111122223333:assumed-role/ses-sender-role/x' is not authorized to perform `ses:SendEmail' on resource `\(design.identityARN.text)'"
        let failure = CallFailure(
            service: "ses", operation: "SendEmail", code: "AccessDenied", message: message, account: "111122223333")
        let finding = try #require(
            FailureMeaning.of(
                failure, context: FailureContext(design: design, observations: seen, answers: subject.answers)))
        #expect(finding.code == "IAM-RESOURCE" && finding.awsSays == message && finding.isRootCause)
        #expect(finding.evidence.first?.value == message)
        // A design alone says as much.
        let plain = FailureMeaning.of(failure, context: FailureContext(design: design, observations: seen))
        #expect(plain?.code == "IAM-RESOURCE")
        // Where nothing was seen the catalogue's own words do.
        #expect(FailureMeaning.of(failure, context: FailureContext(design: design))?.code == "SES-REFUSED")
    }

    @Test func `a refused send is blamed on nothing that it does not speak of`() throws {
        let (subject, design, world) = try ready()
        func code(_ action: String, _ resource: String, _ change: (inout Observations) throws -> Void) throws -> String?
        {
            var seen = world
            try change(&seen)
            let message =
                "User `arn:aws:sts::111122223333:assumed-role/ses-sender-role/x' is not authorized to perform `\(action)' on resource `\(resource)'"
            return FailureMeaning.of(
                CallFailure(
                    service: "ses", operation: "SendEmail", code: "AccessDenied", message: message,
                    account: "111122223333"),
                context: FailureContext(design: design, observations: seen, answers: subject.answers))?.code
        }
        let sender = design.identityARN.text
        // The receiver may not be sent to, and the sender was refused.
        func withoutReceiver(_ seen: inout Observations) throws {
            let document = try World.changed(design.permissionsPolicyDocument, "identity/ops@", "identity/others@")
            seen[policy: design.permissionsPolicyARN] = .value(World.policy(document))
        }
        #expect(try code("ses:SendEmail", sender, withoutReceiver) == "SES-DELAY")
        #expect(
            try code(
                "ses:SendEmail",
                design.identityARN(.address(try #require(design.receiver)), in: design.eksAccount).text, withoutReceiver
            )
                == "SES-RECEIVER-GRANT")
        // Plain mail may not pass, and raw mail was refused, and the other way round.
        func without(_ action: String) -> (inout Observations) throws -> Void {
            { seen in
                let document = try World.changed(design.sendingPolicyDocument, "\"\(action)\"", "\"ses:SendBounce\"")
                seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(World.identity(design, document))
            }
        }
        #expect(try code("ses:SendRawEmail", sender, without("ses:SendEmail")) == "SES-DELAY")
        #expect(try code("ses:SendEmail", sender, without("ses:SendEmail")) == "SES-ACTION")
        #expect(try code("ses:SendRawEmail", sender, without("ses:SendRawEmail")) == "SES-RAW")
        #expect(try code("ses:SendEmail", sender, without("ses:SendRawEmail")) == "SES-DELAY")
    }
}
