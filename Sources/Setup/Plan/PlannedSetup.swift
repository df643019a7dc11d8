import Calls
public import Design
public import Diagnosis
import Identifiers
public import Wire

/// A plan with everything that it was made from.
public struct PlannedSetup: Sendable {
    /// The answers, completed by what the world told.
    public var answers: Answers
    /// The design that the answers give.
    public var design: DelegateSending
    /// What was seen.
    public var observations: Observations
    /// What was asked of the plan.
    public var options: PlanOptions
    /// Wanted against observed.
    public var plan: Plan
    /// When the world was read, on the context's stopwatch in milliseconds.
    public var readAt: Int64
}

extension PlannedSetup {
    /// What the documents say of the chain as a whole, where the plan itself finds nothing to do: "everything is as
    /// wanted" is said only when this is empty.
    public var findings: [Finding] {
        guard plan.hasNoChanges else { return [] }
        let judged = Doctor.diagnose(Subject(answers), observations, at: observations.latest)
        // What could not be read says so in its own row of the plan.
        return judged.findings.filter { $0.status == .fail || $0.status == .unknown && !$0.evidence.isEmpty }
    }

    /// What a refused call means in this setup, by what the plan rests on; nil for what nobody knows.
    ///
    /// - Parameter problem: Why a resource could not be written.
    /// - Returns: The finding, as the doctor tells it.
    public func finding(of problem: Problem) -> Finding? {
        guard let failure = problem.failure else { return nil }
        let side: Side = failure.account == design.sesAccount.text ? .ses : .eks
        return FailureMeaning.of(
            failure,
            context: FailureContext(
                design: design, observations: observations,
                profile: side == .ses ? answers.sesProfile : answers.eksProfile, answers: answers, sending: side))
    }

    /// How `plan` ends: as its rows say, 1 for a broken link behind them, 3 for one that cannot be told.
    public var exitCode: ExitCode {
        ExitCode.first([plan.exitCode] + findings.map { $0.status == .fail ? .failed : .incomplete })
    }

    /// The document of `plan -o json`: schema `sesame/plan/v1`.
    public var document: JSONValue {
        guard var members = PlanDocument.make(plan).object else { return .null }
        members["findings"] = .array(findings.map(\.json))
        return .object(members)
    }
}
