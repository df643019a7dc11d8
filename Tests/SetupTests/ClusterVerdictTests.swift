import Calls
import Design
import Testing

@testable import Setup

/// What the guard's verdicts mean for planning and for writing.
struct ClusterVerdictTests {
    @Test func `only what contradicts stops a plan, and only proof lets write`() {
        #expect(ClusterGuard.Verdict.same.contradiction == nil)
        #expect(ClusterGuard.Verdict.same.refusal == nil)
        let other = ClusterGuard.Verdict.other(expected: "a", found: "b")
        guard case .wrongCluster("a", "b")? = other.contradiction, case .wrongCluster("a", "b")? = other.refusal else {
            Issue.record("\(other) is no contradiction")
            return
        }
    }

    @Test(arguments: [
        (CallFailure.unreachable("it is down"), ExitCode.unreachable),
        (CallFailure(.doubtful, reason: "it is not sure"), .incomplete),
        (CallFailure(.misconfigured, reason: "it is no kubeconfig"), .badData),
        (CallFailure(.denied, permission: "get pods", place: "here"), .incomplete),
    ])
    func `without proof a plan goes on, and a write ends with the code of the reason`(
        reason: CallFailure, code: ExitCode
    ) {
        let verdict = ClusterGuard.Verdict.unproven(reason)
        #expect(verdict.contradiction == nil)
        guard case .clusterNotProven(let why)? = verdict.refusal else {
            Issue.record("\(verdict) lets write")
            return
        }
        #expect(why == reason)
        #expect(verdict.refusal?.exitCode == code)
    }

    @Test func `issuers are compared as IAM writes them`() {
        #expect(ClusterGuard.bare("https://oidc.example.com/id/A") == "oidc.example.com/id/A")
        #expect(ClusterGuard.bare("oidc.example.com/id/A") == "oidc.example.com/id/A")
        #expect(ClusterGuard.bare("http://oidc.example.com") == "http://oidc.example.com")
    }
}
