import AWSClient
import Calls
public import Design
public import Diagnosis
import Setup

extension SetupWork {
    /// Looks at a subject and says what is wrong; nothing is written, nothing is sent.
    ///
    /// Whoever cancels gets the verdict of what was read until then.
    ///
    /// - Parameters:
    ///   - subject: What is diagnosed; nil takes the answers.
    ///   - seen: What was read before, for instance while the subject was found.
    ///   - checks: The checks that count.
    ///   - tell: Called for every round of calls and every answer, one after the other.
    /// - Returns: The verdict and what it rests on.
    public func diagnose(
        _ subject: Subject? = nil, seen: Observations = Observations(), checks: [Check] = Checks.all,
        _ tell: @escaping @Sendable (DiagnosisEvent) -> Void = { _ in }
    ) async -> Examination {
        let start = context.clock.milliseconds
        let given = subject ?? Subject(answers)
        var rounds = Rounds(context, seen: seen, tell)
        var judged: Observations
        var known: Subject
        repeat {
            judged = rounds.seen.meant(by: given)
            known = given.completed(by: judged)
        } while await rounds.ask(reads(given, known, judged, checks), for: known.answers)
        judged = rounds.seen.meant(by: known)
        known = given.completed(by: judged)
        let isStopped = Task.isCancelled
        let diagnosis = Doctor.diagnose(
            known, judged, at: context.clock.now, checks: checks, isStopped: isStopped)
        return Examination(
            diagnosis, judged, made: rounds.made, rounds: rounds.count,
            milliseconds: context.clock.milliseconds - start, isStopped: isStopped)
    }

    /// What is wanted next: who the callers are, what the answers leave out, what the checks look at.
    private func reads(_ given: Subject, _ known: Subject, _ seen: Observations, _ checks: [Check]) -> [Call] {
        callerReads + given.answers.completingReads(seen)
            + Doctor.reads(known, seen, at: context.clock.now, checks: checks)
    }

    /// Who the callers are, of the sides that have one, and where the context leads: without it nobody could tell whose
    /// the answers are.
    var callerReads: [Call] {
        (context.eks == nil ? [] : [.getCallerIdentity(.eks)]) + (context.ses == nil ? [] : [.getCallerIdentity(.ses)])
            + (context.cluster == nil ? [] : [.readKubeconfig])
    }
}

extension Subject {
    /// The subject with what the world told in the fields that nobody answered.
    fileprivate func completed(by seen: Observations) -> Subject {
        var subject = self
        subject.answers = answers.completed(by: seen)
        return subject
    }
}
