import AWSClient
public import Calls
public import Design
public import Diagnosis
import Identifiers
import Setup
import Synchronization

/// A look at every service account of a cluster, with what it took.
public struct FleetExamination: Sendable {
    /// How they stand.
    public internal(set) var diagnosis: FleetDiagnosis
    /// The answers, as they were judged.
    public internal(set) var seen: Observations
    /// The calls in the order in which their answers came.
    public internal(set) var made: [MadeCall]
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
    ///   - follow: Called at the beginning of every round of calls and after every answer; nil judges nobody before the
    ///     end.
    /// - Returns: How they stand and what it took.
    public func diagnoseAll(
        checks: [Check] = Checks.all, following follow: (@Sendable (FleetProgress) -> Void)? = nil
    ) async -> FleetExamination {
        let start = context.clock.milliseconds
        let callers = callerReads
        let opening = Fleet(answers)
        let progress = Mutex(FleetProgress())
        var rounds = Rounds(context, seen: Observations()) { event in
            guard let follow else { return }
            follow(
                progress.withLock { progress in
                    if case .answered(let made) = event { progress.take(made.call) }
                    return progress
                })
        }
        _ = await rounds.ask(callers + opening.opening, for: answers)
        // What the lists lead to may be asked only after the cluster told its issuer.
        let fleet = Fleet(answers.completed(by: rounds.seen.meant(by: Subject(answers))))
        var judged: Observations
        var calls: [Call]
        repeat {
            rounds.take(fleet.implied(by: rounds.seen))
            judged = rounds.seen.meant(by: Subject(answers))
            calls = []
            if let follow {
                let known = progress.withLock { $0 }
                let now = fleet.progress(judged, at: context.clock.now, checks: checks, after: known)
                progress.withLock { $0 = now }
                follow(now)
                calls = now.wanted
            }
            // Who seemed complete may need more by what was read for others.
            if calls.isEmpty { calls = fleet.reads(judged, at: context.clock.now, checks: checks) }
        } while await rounds.ask(calls, for: answers)
        judged = rounds.seen.meant(by: Subject(answers))
        let isStopped = Task.isCancelled
        var diagnosis = fleet.diagnose(judged, at: context.clock.now, checks: checks, isStopped: isStopped)
        diagnosis.calls = rounds.made.count
        return FleetExamination(
            diagnosis: diagnosis, seen: judged, made: rounds.made, rounds: rounds.count,
            milliseconds: context.clock.milliseconds - start, isStopped: isStopped)
    }

    /// Opens what a look at a whole cluster needs; what a kubeconfig tells of it is taken where the answers do not say.
    ///
    /// - Parameters:
    ///   - bench: Where clients are made.
    ///   - answers: What is known: the cluster, whose credentials count.
    ///   - callers: Whose credentials may be used.
    /// - Returns: The work.
    /// - Throws: `NoSubject` where nobody can tell which cluster is meant, or where it is.
    public static func openAll(
        _ bench: Workbench, _ answers: Answers, _ callers: [Side: CallerChoice]
    ) async throws(Problem) -> SetupWork {
        var answers = answers
        let hints = bench.hints(answers, callers)
        let isSame = answers.eksCluster == nil || answers.eksCluster?.text == hints.cluster
        if answers.eksCluster == nil, let name = hints.cluster {
            try? answers.set(name, for: .eksCluster, from: .detected(from: "the kubeconfig"))
        }
        if answers.eksRegion == nil, isSame || hints.cluster == nil, let region = hints.eksRegion {
            try? answers.set(region.text, for: .eksRegion, from: .detected(from: "the kubeconfig"))
        }
        guard answers.eksCluster != nil, answers.eksRegion != nil else {
            throw Problem(
                "Nobody can tell which cluster is meant, or in which region it is.", code: "NoSubject",
                advice: "Screen 3 asks for both; then this looks at all of it.", exitCode: .usage)
        }
        return try await open(bench, answers, callers, needed: [])
    }
}
