import AWSClient
public import Calls
import Design
public import Diagnosis
import Setup

/// A look at every service account of a cluster, with what it took.
public struct FleetExamination: Sendable {
    /// How they stand.
    public let diagnosis: FleetDiagnosis
    /// The calls in the order in which their answers came.
    public let made: [MadeCall]
    /// How many round trips one after the other it took.
    public let rounds: Int
    /// From the first question to the verdict.
    public let milliseconds: Int64
    /// Whether somebody stopped it: the verdict is of what was read until then.
    public let isStopped: Bool
}

extension SetupWork {
    /// Looks at every service account of the cluster that has a role; nothing is written, nothing is sent.
    ///
    /// Whoever cancels gets the verdict of what was read until then.
    ///
    /// - Parameters:
    ///   - checks: The checks that count.
    ///   - tell: Called for every round of calls and every answer, one after the other.
    /// - Returns: How they stand and what it took.
    public func diagnoseAll(
        checks: [Check] = Checks.all, _ tell: @escaping @Sendable (DiagnosisEvent) -> Void = { _ in }
    ) async -> FleetExamination {
        let start = context.clock.milliseconds
        let callers = callerReads
        let opening = Fleet(answers)
        var rounds = Rounds(context, seen: Observations(), tell)
        _ = await rounds.ask(callers + opening.opening, for: answers)
        // What the lists lead to may be asked only after the cluster told its issuer.
        let fleet = Fleet(answers.completed(by: rounds.seen.meant(by: Subject(answers))))
        var judged: Observations
        repeat {
            rounds.take(fleet.implied(by: rounds.seen))
            judged = rounds.seen.meant(by: Subject(answers))
        } while await rounds.ask(fleet.reads(judged, at: context.clock.now, checks: checks), for: answers)
        judged = rounds.seen.meant(by: Subject(answers))
        var diagnosis = fleet.diagnose(judged, at: context.clock.now, checks: checks)
        diagnosis.calls = rounds.made.count
        return FleetExamination(
            diagnosis: diagnosis, made: rounds.made, rounds: rounds.count,
            milliseconds: context.clock.milliseconds - start, isStopped: Task.isCancelled)
    }
}
