import Design
import Identifiers
import Setup
import Synchronization
import Testing
import Wizard

@testable import sesame

/// What an apply reports, as the wizard's rows show it.
struct ProgressTellerTests {
    private final class Rows: Sendable {
        private let told = Mutex<[(ResourceAddress, ResourceProgress)]>([])
        func add(_ address: ResourceAddress, _ progress: ResourceProgress) {
            told.withLock { $0.append((address, progress)) }
        }
        func last(_ address: ResourceAddress) -> ResourceProgress? {
            told.withLock { $0.last { $0.0 == address }?.1 }
        }
        var count: Int { told.withLock { $0.count } }
    }

    private let rows = Rows()
    private let teller: ProgressTeller

    init() {
        let rows = rows
        teller = ProgressTeller(clock: WallClock()) { rows.add($0, $1) }
    }

    private func end(
        _ outcome: ApplyOutcome, note: String = "", milliseconds: Int64 = 0, task: PersonTask? = nil,
        problem: ApplyProblem? = nil
    ) -> ResourceProgress? {
        teller.tell(
            .ended(
                ApplyResult(
                    address: .role, outcome: outcome, note: note, milliseconds: milliseconds, task: task,
                    problem: problem)))
        return rows.last(.role)
    }

    @Test func `a resource runs since its first call, pauses included`() throws {
        let before = WallClock().now
        teller.tell(.started(.role))
        guard case .running(let since)? = rows.last(.role) else { throw Unexpected() }
        #expect(since >= before && since <= WallClock().now)
        teller.tell(.pausing(.role, reason: "IAM needs a moment", secondsLeft: 30, attempt: 3))
        guard case .waiting(let reason, let start, let until?)? = rows.last(.role) else { throw Unexpected() }
        #expect(reason == "IAM needs a moment; try 3")
        #expect(start == since)
        #expect((29_000...31_000).contains(until.since(WallClock().now)))
    }

    @Test func `what was done stays done when a later pass finds nothing to do`() {
        #expect(
            end(.done, note: "3rd try; IAM needed time", milliseconds: 1200)
                == .done(milliseconds: 1200, note: "3rd try; IAM needed time"))
        #expect(end(.unchanged) == .done(milliseconds: 1200, note: "3rd try; IAM needed time"))
    }

    @Test func `what was right before is unchanged`() {
        #expect(end(.unchanged) == .unchanged)
    }

    @Test func `a person's wait is counted from its beginning, and the click ends it`() throws {
        let task = PersonTask.followLink(address: "a@example.com", account: try AccountID("444455556666"))
        guard case .waitingForPerson(task, let since)? = end(.waiting, task: task) else { throw Unexpected() }
        guard case .waitingForPerson(task, since)? = end(.waiting, task: task) else { throw Unexpected() }
        guard case .done(let milliseconds, "link clicked")? = end(.unchanged) else { throw Unexpected() }
        #expect(milliseconds >= 0)
    }

    @Test func `waiting for another resource's person is not tried`() {
        #expect(end(.waiting) == .notTried("waits for somebody else"))
    }

    @Test func `failures keep their sentence, and those without one have a sentence all the same`() {
        let problem = ApplyProblem(code: "AccessDenied", message: "no", sentence: "IAM refused: no")
        #expect(end(.failed, problem: problem) == .failed(Trouble("IAM refused: no", short: "AccessDenied")))
        let more = ApplyProblem(code: "State", message: "No space left", sentence: "It was made.")
        #expect(
            end(.failed, problem: more) == .failed(Trouble("It was made.", advice: "No space left", short: "State")))
        #expect(end(.failed) == .failed(Trouble("It did not work.")))
        #expect(end(.unknown) == .unknown(Trouble("It may have been written.")))
        #expect(end(.unknown, problem: problem) == .unknown(Trouble("IAM refused: no", short: "AccessDenied")))
    }

    @Test func `why something was not tried stands in the row's own sentence`() {
        let needs = ApplyProblem(code: "Needs", message: "", sentence: "Not tried: needs the role.")
        #expect(end(.notTried, problem: needs) == .notTried("needs the role"))
        #expect(end(.notTried) == .notTried("stopped before it"))
    }

    @Test func `looking for what people have done is no row's matter`() {
        teller.tell(.looking(secondsLeft: 5))
        #expect(rows.count == 0)
    }

    private struct Unexpected: Error {}
}
