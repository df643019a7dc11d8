import Calls
import Design
import Identifiers
import TestAnswers
import Testing
import Wire

/// A sending policy that lets in a whole organisation.
struct OrganizationTests {
    private func seen(_ design: DelegateSending, _ condition: String) -> Observations {
        var seen = PlanTests.ready(design)
        let document =
            #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"ses:*","Resource":"*"\#(condition)}]}"#
        seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(
            IdentityState(isVerified: true, status: "SUCCESS", policies: ["ses-sender": document]))
        return seen
    }

    @Test func `it is left alone where the role belongs to it, also under the wanted name`() throws {
        let design = try Example.design()
        var seen = seen(design, #","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-ours"}}"#)
        #expect(Plan.make(design, seen)[.sendingPolicy]?.action == .conflict, "nobody read which organisation it is")
        #expect(design.organizationReads(seen) == [Read.organization.call])
        for (id, action) in [("o-ours", PlanAction.adopt), ("o-theirs", .conflict)] {
            seen[Read.organization.call] = Answer(.success(["Organization": ["Id": .string(id)]]))
            #expect(Plan.make(design, seen)[.sendingPolicy]?.action == action)
        }
        seen[Read.organization.call] = Answer(.failure(CallFailure(.absent)))
        #expect(Plan.make(design, seen)[.sendingPolicy]?.action == .conflict, "it belongs to none")
    }

    @Test func `nobody is asked where no policy wants it`() throws {
        let design = try Example.design()
        #expect(design.organizationReads(seen(design, "")).isEmpty)
        #expect(design.organizationReads(Observations()).isEmpty)
    }
}
