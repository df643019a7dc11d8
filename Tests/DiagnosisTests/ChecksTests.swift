import Calls
import Design
@testable import Diagnosis
import TestAnswers
import Testing
import Wire

/// What holds for every check, and for what the doctor makes of them.
@Suite struct ChecksTests {
    private let now = Timestamp(secondsSinceEpoch: 1_760_000_000)

    /// Codes whose words a check makes itself, because there is nothing to recognise them by in an error.
    private static let unlisted: Set<String> = ["TRUST-DEPENDS", "IAM-DEPENDS", "SES-DEPENDS"]

    @Test func `names and codes are told apart, and what is named exists`() {
        let names = Checks.all.map(\.name)
        #expect(Set(names).count == names.count)
        for check in Checks.all {
            #expect(!check.codes.isEmpty, "\(check.name)")
            for name in check.after { #expect(Checks.cause(name) != nil, "\(check.name) comes after \(name)") }
            for code in check.codes where !Self.unlisted.contains(code) {
                #expect(
                    FailureCatalogue.builtIn.entries.contains { $0.code == code }
                        || PracticeEntry.builtIn.contains { $0.code == code },
                    "\(code) has no words in the catalogue")
            }
        }
        for link in Checks.all.map(\.link) { #expect(Link.allCases.contains(link)) }
    }

    @Test func `no check comes after itself`() {
        func reaches(_ name: String, from check: Check, _ seen: Set<String> = []) -> Bool {
            check.after.contains { before in
                guard !seen.contains(before), let next = Checks.cause(before) else { return false }
                return next.name == name || reaches(name, from: next, seen.union([before]))
            }
        }
        for check in Checks.all { #expect(!reaches(check.name, from: check), "\(check.name)") }
    }

    @Test func `a world that is as wanted has no finding`() throws {
        let design = try World.design()
        let subject = Subject(try World.answers())
        let diagnosis = Doctor.diagnose(subject, World.ready(design), at: now)
        #expect(!diagnosis.findings.contains { $0.status == .fail }, "\(diagnosis.rootCauses)")
        #expect(diagnosis.links.map(\.link) == Link.allCases)
    }

    @Test func `the role that is missing is the cause, and what hangs on it follows or is not told`() throws {
        let design = try World.design()
        var seen = World.ready(design)
        seen.fail(Read.role(design.roleName).call, CallFailure(.absent))
        let diagnosis = Doctor.diagnose(Subject(try World.answers()), seen, at: now)
        #expect(diagnosis.rootCauses.map(\.code) == ["STS-ROLE-MISSING"])
        #expect(diagnosis.links.first { $0.link == .role }?.state == .wrong)
        // A door that nobody can stand before is not called right.
        for link in [Link.trust, .permissions] {
            #expect(diagnosis.links.first { $0.link == link }?.state == .notLooked, "\(link)")
        }
    }

    @Test func `what may not be read is told once, with the right that is missing`() throws {
        let design = try World.design()
        var seen = World.ready(design)
        seen.fail(
            Read.identity(.ses, design.identity, in: design.sesRegion).call,
            CallFailure(.denied, permission: "ses:GetEmailIdentity", place: "444455556666"))
        let diagnosis = Doctor.diagnose(Subject(try World.answers()), seen, at: now)
        let link = try #require(diagnosis.links.first { $0.link == .sendingPolicy })
        #expect(link.state == .cannotTell)
        #expect(link.findings.contains { $0.found == "cannot tell: needs ses:GetEmailIdentity in 444455556666" })
        #expect(
            link.findings.contains {
                $0.fix?.commands == [
                    "aws sesv2 get-email-identity --email-identity no-reply@example.com --region eu-west-1"
                ]
            })
        #expect(diagnosis.rootCauses.isEmpty && !diagnosis.isHealthy)
    }

    @Test func `what nobody asked is not looked at, and no fault`() throws {
        let diagnosis = Doctor.diagnose(Subject(try World.answers()), Observations(), at: now)
        #expect(diagnosis.links.allSatisfy { $0.state == .notLooked })
        #expect(diagnosis.findings.allSatisfy { $0.status == .skipped })
    }
}
