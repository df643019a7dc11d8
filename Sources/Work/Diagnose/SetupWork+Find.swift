import AWSClient
public import Calls
public import Design
public import Diagnosis
import Identifiers
import KubernetesClient
import Setup
import Wire

extension SetupWork {
    /// Finds the rest of a subject by reading: cluster, role, sender and accounts.
    ///
    /// - Parameters:
    ///   - bench: Where clients are made.
    ///   - clues: What was given.
    ///   - known: What flags, files or a known setup say.
    ///   - callers: Whose credentials may be used; nil takes those that the answers name.
    ///   - given: How the given values came here: `given`, `pasted`.
    ///   - kubeconfig: What a kubeconfig does that cannot be used.
    ///   - tell: Called for every round of calls and every answer.
    /// - Returns: What was found, also where something is open or nothing can be diagnosed.
    /// - Throws: `BadKubeconfig`; `OtherPartition` where the caller can never see what an ARN names.
    public static func find(
        _ bench: Workbench, _ clues: [SubjectClue], known: Answers, callers: [Side: CallerChoice]? = nil,
        given: String = "given", kubeconfig: BadKubeconfig = .isTold,
        _ tell: @escaping @Sendable (DiagnosisEvent) -> Void = { _ in }
    ) async throws(Problem) -> FoundSubject {
        let start = bench.clock.milliseconds
        let callers = callers ?? known.callers
        let search = SubjectSearch(clues, known: known, hints: bench.hints(known, callers), given: given)
        var work = try await open(bench, known, callers, needed: [], kubeconfig: kubeconfig)
        var rounds = Rounds(work.context, seen: Observations(), tell)
        var found = search.found(rounds.seen)
        var goesOn = true
        while goesOn {
            found = search.found(rounds.seen.meant(by: found.subject))
            guard found.choices.isEmpty, found.problem == nil else { break }
            goesOn = await rounds.ask(work.callerReads + found.reads, for: found.subject.answers)
        }
        if let problem = partitionProblem(found.subject, rounds.seen) { throw problem }
        // Regions and, without a kubeconfig, the way to the cluster follow from what was found.
        work = try await open(bench, found.subject.answers, callers, needed: [], kubeconfig: kubeconfig)
        return FoundSubject(
            found: found, seen: rounds.seen, made: rounds.made, work: work,
            milliseconds: bench.clock.milliseconds - start)
    }

    /// An ARN of a partition that the caller's credentials do not reach.
    private static func partitionProblem(_ subject: Subject, _ seen: Observations) -> Problem? {
        guard let wanted = subject.partitionID else { return nil }
        let callers = [Side.eks, .ses].compactMap { seen.caller($0)?.value?.arn.partition }
        guard let found = callers.first, !callers.contains(wanted) else { return nil }
        return Problem(
            "What was given is in the partition \(wanted), the credentials are of \(found): nothing there can be read "
                + "with them. Name profiles of \(wanted) with --eks-profile and --ses-profile.",
            code: "OtherPartition", short: "another partition", exitCode: .badData)
    }
}

extension Workbench {
    /// What kubeconfig and profiles tell of where to look; nobody is asked.
    func hints(_ answers: Answers, _ callers: [Side: CallerChoice]) -> SubjectSearch.Hints {
        func region(_ side: Side) -> Region? { callers[side].flatMap { $0 == .handOver ? nil : self.region(of: $0) } }
        var hints = SubjectSearch.Hints(eksRegion: region(.eks), sesRegion: region(.ses))
        guard let config = try? kubeconfig(),
            let access = try? KubernetesAccess(config, context: answers.kubernetesContext, read: ground.read)
        else { return hints }
        hints.server = access.server
        hints.namespace = access.namespace
        if case .eks(let command) = access.authentication {
            hints.cluster = command.cluster
            hints.eksRegion = command.region.flatMap { Region(unlisted: $0) } ?? hints.eksRegion
        } else {
            // `aws eks update-kubeconfig` names contexts and clusters by the cluster's ARN.
            hints.cluster = access.context.split(separator: "/").last.map(String.init)
        }
        return hints
    }
}
