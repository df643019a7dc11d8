import Calls
import Design
@testable import Diagnosis
import TestAnswers
import Testing
import Wire

/// Two faults at once: both are named, as causes that do not follow from each other.
@Suite struct FaultPairTests {
    /// A fault of one link, made in answers that nothing else changes.
    private struct Fault {
        var name: String
        var code: String
        var link: Link
        var change: @Sendable (inout Observations, DelegateSending) throws -> Void
    }

    private static func faults() -> [Fault] {
        let token = `The checks of the token`.annotationCases + `The checks of the token`.podCases
        let accounts = `The checks of callers, provider and role`.cases
        return token.map { Fault(name: $0.name, code: $0.code, link: .token, change: $0.change) }
            + accounts.map { Fault(name: $0.name, code: $0.code, link: $0.link, change: $0.change) }
            + `The check of the trust policy`.cases.filter { $0.codes.count == 1 }.map { one in
                Fault(name: one.name, code: one.codes[0], link: .trust) { seen, design in
                    seen[.role(design.roleName)] = .value(
                        World.role(design, trust: ["Version": "2012-10-17", "Statement": .array(one.statements)]))
                }
            }
    }

    /// What hides the other: without a role there is no trust policy, without the right callers nothing is seen, and
    /// where the audience of the annotation is at fault provider and role are judged by the usual one.
    private static func isHidden(_ one: Fault, _ other: Fault) -> Bool {
        let codes = Set([one.code, other.code])
        if one.link == .you || other.link == .you { return true }
        // An association, or an audience, is judged by the role, and where that is missing nobody can.
        if codes.contains("K8S-AUDIENCE") || codes.contains("K8S-POD-IDENTITY") { return true }
        // What names the role where it really is is right.
        if codes == ["STS-ROLE-PATH", "K8S-ANNOTATION"] { return true }
        if codes.contains("STS-ROLE-MISSING") || codes.contains("STS-ROLE-PATH") {
            return one.link == .trust || other.link == .trust
        }
        return false
    }

    @Test func `of two faults of different links none hides the other`() throws {
        let faults = Self.faults()
        var pairs = 0
        for (index, one) in faults.enumerated() {
            for (place, other) in faults.enumerated().dropFirst(index + 1)
            where (index + place).isMultiple(of: 3) && one.link != other.link && !Self.isHidden(one, other) {
                let diagnosis = try World.diagnosis { seen, design in
                    try one.change(&seen, design)
                    try other.change(&seen, design)
                }
                #expect(Set(diagnosis.roots) == [one.code, other.code], "\(one.name) and \(other.name)")
                pairs += 1
            }
        }
        #expect(pairs > 200)
    }

    @Test func `what is hidden is not said to be right`() throws {
        let faults = Self.faults()
        let missing = try #require(faults.first { $0.code == "STS-ROLE-MISSING" })
        let diagnosis = try World.diagnosis { try missing.change(&$0, $1) }
        #expect(diagnosis.link(.trust)?.state == .notLooked)
        for caller in faults where caller.code == "CRED-ACCOUNT" {
            let blind = try World.diagnosis { try caller.change(&$0, $1) }
            #expect(blind.link(.sendingPolicy)?.state == .cannotTell)
        }
    }
}
