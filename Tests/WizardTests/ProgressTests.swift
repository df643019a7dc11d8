import Design
import Identifiers
import Testing

@testable import Wizard

/// What an apply reports, as the wizard's rows show it.
struct ProgressTests {
    private let start = Moment(milliseconds: 1_800_000_000_000)

    /// The rows after results, each a second after the one before.
    private func end(_ results: [ApplyResult]) -> ResourceProgress? {
        var planning = PlanState()
        for (index, result) in results.enumerated() {
            planning.hear(.ended(result), at: start.adding(milliseconds: Int64(index) * 1000))
        }
        return planning.progress[.role]
    }

    private func result(
        _ outcome: ApplyOutcome, note: String = "", milliseconds: Int64 = 0, task: PersonTask? = nil,
        problem: Problem? = nil
    ) -> ApplyResult {
        ApplyResult(
            address: .role, outcome: outcome, note: note, milliseconds: milliseconds, task: task, problem: problem)
    }

    @Test func `a resource runs since its first call, pauses included`() {
        var planning = PlanState()
        planning.hear(.started(.role), at: start)
        #expect(planning.progress[.role] == .running(since: start))
        let later = start.adding(milliseconds: 700)
        planning.hear(.pausing(.role, reason: "IAM needs a moment", secondsLeft: 30, attempt: 3), at: later)
        #expect(
            planning.progress[.role]
                == .waiting(
                    reason: "IAM needs a moment; try 3", since: start, until: later.adding(milliseconds: 30_000)))
    }

    @Test func `what was done stays done when a later pass finds nothing to do`() {
        let done = result(.done, note: "3rd try; IAM needed time", milliseconds: 1200)
        #expect(end([done]) == .done(milliseconds: 1200, note: "3rd try; IAM needed time"))
        #expect(end([done, result(.unchanged)]) == .done(milliseconds: 1200, note: "3rd try; IAM needed time"))
    }

    @Test func `what was right before is unchanged`() {
        #expect(end([result(.unchanged)]) == .unchanged)
    }

    @Test func `a person's wait is counted from its beginning, and the click ends it`() throws {
        let task = PersonTask.followLink(address: "a@example.com", account: try AccountID("444455556666"))
        let waiting = result(.waiting, task: task)
        #expect(end([waiting, waiting]) == .waitingForPerson(task, since: start))
        #expect(end([waiting, waiting, result(.unchanged)]) == .done(milliseconds: 2000, note: "link clicked"))
    }

    @Test func `waiting for another resource's person is not tried`() {
        #expect(end([result(.waiting)]) == .notTried("waits for somebody else"))
    }

    @Test func `failures keep their problem, and those without one have a sentence all the same`() {
        let problem = Problem("IAM refused: no")
        #expect(end([result(.failed, problem: problem)]) == .failed(problem))
        #expect(end([result(.unknown, problem: problem)]) == .unknown(problem))
        #expect(end([result(.failed)]) == .failed(Problem("It did not work.")))
        #expect(end([result(.unknown)]) == .unknown(Problem("It may have been written.")))
    }

    @Test func `why something was not tried stands in the row's own sentence`() {
        #expect(end([result(.notTried)]) == .notTried("stopped before it"))
    }

    @Test func `looking for what people have done is no row's matter`() {
        var planning = PlanState()
        planning.hear(.looking(secondsLeft: 5), at: start)
        #expect(planning.progress.isEmpty)
    }
}
