import IAMPolicy
import TestFiles
import Testing
import Wire

struct PolicyCasesCorpusTests {
    @Test func `every sure case of the corpus comes out as expected with the expected blame`() throws {
        let cases = try PolicyCases.read(OwnCases.text("policy_cases.json"))
        #expect(cases.cases.count == 135)
        for result in cases.decide() where result.policyCase.unsure == nil {
            let name = Comment(rawValue: result.policyCase.name + ": " + result.decision.reason)
            #expect(result.decision.decision == result.policyCase.expected, name)
            #expect(result.decision.blame == result.policyCase.blame, name)
            #expect(!result.differs)
        }
    }
}
