import Calls
import Design
import Foundation
import Testing
import Wire
import Work

@testable import Diagnosis
@testable import sesame

/// What the doctor prints for people, to the letter.
@Suite struct DoctorTextTests {
    private func answers() throws -> Answers {
        var answers = Answers()
        let values: [(FieldID, String)] = [
            (.eksAccount, "111122223333"), (.eksRegion, "eu-west-1"), (.eksCluster, "mail-prod"),
            (.eksOIDCProvider, "oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E"),
            (.sesAccount, "444455556666"), (.sesRegion, "eu-west-1"), (.sesSender, "no-reply@example.com"),
            (.namespace, "default"), (.serviceAccount, "ses-sender"), (.role, "ses-sender-role"),
        ]
        for (field, text) in values { try answers.set(text, for: field, from: .typed) }
        return answers
    }

    private func look(_ findings: [Finding], isStopped: Bool = false, answers: Answers? = nil) throws -> Examination {
        let diagnosis = Diagnosis(
            subject: Subject(try answers ?? self.answers()), findings: Diagnosis.sorted(findings), calls: 18,
            at: Timestamp(secondsSinceEpoch: 1_773_324_131))
        return Examination(
            diagnosis, Observations(), made: [], rounds: 5, milliseconds: 3400, isStopped: isStopped)
    }

    private func right(_ links: [Link]) -> [Finding] {
        links.map { Finding(code: "RIGHT", about: $0.rawValue, link: $0, status: .pass, title: "right") }
    }

    private static let cause = Finding(
        code: "TRUST-SUBJECT", link: .trust, status: .fail, title: "The role trusts another service account.",
        expected: "system:serviceaccount:default:ses-sender", found: "system:serviceaccount:prod:ses-sender",
        place: "role ses-sender-role in 111122223333, trust policy, line 12",
        why: "STS gives keys only to the exact name in the trust policy.",
        awsSays: "Not authorized to perform sts:AssumeRoleWithWebIdentity",
        evidence: [
            Finding.Evidence(
                account: "111122223333", call: "cloudtrail LookupEvents", field: "UpdateAssumeRolePolicy",
                value: "2026-03-12 13:18 UTC, UpdateAssumeRolePolicy by terraform-ci")
        ],
        fix: Finding.Fix(
            text: "Put this service account into the trust policy.",
            commands: [
                "aws iam update-assume-role-policy --role-name ses-sender-role --policy-document "
                    + "file://trust-policy.json --profile eks-admin"
            ]))

    @Test func `a cause comes first, with evidence, fix and what follows from it`() throws {
        let follows = Finding(
            code: "STS-REFUSED", link: .token, status: .fail, title: "Pods are refused.",
            brief: "2 pods refused since 13:20", consequenceOf: ["TRUST-SUBJECT"])
        let others = right(Link.allCases.filter { $0 != .trust && $0 != .token })
        var text = DoctorText(paint: .none)
        text.bySesame = ["TRUST-SUBJECT": "sesame apply --answers answers.yaml --only eks/role"]
        text.showsCalls = "sesame doctor --show-calls"
        let lines = text.lines(try look([Self.cause, follows] + others), calls: 18, milliseconds: 3400)
        #expect(
            lines.joined(separator: "\n") == """
                default/ses-sender in mail-prod: 1 root cause, 1 consequence

                ✗ The role trusts another service account.  TRUST-SUBJECT
                  Expected   system:serviceaccount:default:ses-sender
                  Found      system:serviceaccount:prod:ses-sender
                  Where      role ses-sender-role in 111122223333, trust policy, line 12
                  Since      2026-03-12 13:18 UTC, UpdateAssumeRolePolicy by terraform-ci
                  Why        STS gives keys only to the exact name in the trust policy.
                  AWS says   Not authorized to perform sts:AssumeRoleWithWebIdentity
                  Fix        Put this service account into the trust policy.
                             aws iam update-assume-role-policy --role-name ses-sender-role --policy-document \
                file://trust-policy.json --profile eks-admin
                  By sesame  sesame apply --answers answers.yaml --only eks/role
                  · token        2 pods refused since 13:20; follows from trust policy

                ✓ 7 links are right: you, provider, role, both doors, addresses, delivery
                Read only: 18 calls in 3.4 s. "sesame doctor --show-calls" lists them.
                """)
    }

    @Test func `several causes that an apply repairs end with the one command for them`() throws {
        let missing = ["OIDC-PROVIDER-MISSING", "STS-ROLE-MISSING", "K8S-WEBHOOK"].map {
            Finding(code: $0, link: .provider, status: .fail, title: "Something is missing.")
        }
        var text = DoctorText(paint: .none)
        text.repairsAll = "sesame apply --answers answers.yaml"
        func closing(_ mended: Int) throws -> [String] {
            text.bySesame = Dictionary(uniqueKeysWithValues: missing.prefix(mended).map { ($0.id, "sesame apply") })
            let lines = text.lines(try look(missing), calls: 18, milliseconds: 3400)
            return lines.filter { $0.contains("sesame apply --answers answers.yaml") }
        }
        #expect(try closing(3) == ["  All of it by sesame  sesame apply --answers answers.yaml"])
        #expect(try closing(2) == ["  2 of them by sesame  sesame apply --answers answers.yaml"])
        #expect(try closing(1).isEmpty)
    }

    @Test func `what is right says one sentence`() throws {
        var text = DoctorText(paint: .none)
        text.probe = "sesame doctor --probe"
        let lines = text.lines(try look(right(Link.allCases)), calls: 18, milliseconds: 3400)
        #expect(
            lines == [
                "✓ It works, as far as can be seen without sending. \"sesame doctor --probe\" proves it.",
                "Read only: 18 calls in 3.4 s.",
            ])
    }

    @Test func `nothing that was left out is called right`() throws {
        var text = DoctorText(paint: .none)
        text.isWhole = false
        let none = text.lines(try look([]), calls: 2, milliseconds: 10).joined(separator: "\n")
        #expect(none.contains("Nothing was looked at."))
        let some = text.lines(try look(right([.trust])), calls: 2, milliseconds: 10).joined(separator: "\n")
        #expect(some.contains("No fault seen in what was looked at.") && !some.contains("It works"))
    }

    @Test func `a subject without a sender says what to name`() throws {
        var answers = try answers()
        for field in [FieldID.sesSender, .sesAccount, .sesRegion] { answers.clear(field) }
        let lines = DoctorText(paint: .none).lines(
            try look(right([.trust, .role]), answers: answers), calls: 9, milliseconds: 100)
        let text = lines.joined(separator: "\n")
        #expect(text.contains("as in: sesame doctor default/ses-sender no-reply@example.com"), "\(text)")
        #expect(!text.contains("It works"))
    }

    @Test func `the list names every check and every code once`() throws {
        let lines = CheckList.lines(.none).joined(separator: "\n")
        for check in Checks.all {
            #expect(lines.contains("  \(check.name) "), "\(check.name)")
            for code in check.codes { #expect(lines.contains(code), "\(code)") }
        }
        #expect(CheckList.document["checks"]?.array?.count == Checks.all.count)
    }

    // MARK: Selection

    @Test func `links, checks and codes can be chosen and left out, and causes are read along`() throws {
        let trust = try CheckSelection(only: ["trust"], skip: [])
        #expect(trust.checks.contains { $0.link == .trust } && !trust.isAll)
        let named = Set(trust.checks.map(\.name))
        for name in trust.checks.flatMap(\.after) {
            let before = Checks.all.filter { $0.name == name || $0.codes.contains(name) }
            #expect(!before.isEmpty && named.isSuperset(of: before.map(\.name)), "\(name)")
        }
        let diagnosis = try look([Self.cause] + right([.role])).diagnosis
        #expect(trust.narrowed(diagnosis).findings.map(\.code) == ["TRUST-SUBJECT"])
        #expect(try CheckSelection(only: [], skip: ["TRUST-SUBJECT"]).narrowed(diagnosis).rootCauses.isEmpty)
        #expect(try CheckSelection(only: ["TRUST-AUDIENCE"], skip: []).narrowed(diagnosis).rootCauses.isEmpty)
        #expect(try CheckSelection(only: [], skip: []).narrowed(diagnosis).findings.count == diagnosis.findings.count)
    }

    @Test func `what names nothing is refused with the nearest word`() {
        #expect {
            _ = try CheckSelection(only: ["trsut"], skip: [])
        } throws: { error in
            (error as? Stop)?.problem.sentence.contains("Did you mean \"trust\"?") == true
        }
    }
}
