import AWSClient
public import Calls
public import Design
public import Diagnosis
import Identifiers
import Observation
import Setup
import Wire

extension SetupWork {
    /// What callers lack, and what could not be asked.
    public struct Lack: Sendable {
        /// What is missing, in the form in which an administrator grants it.
        public internal(set) var permissions: PermissionSet
        /// What could not be asked: sentences.
        public internal(set) var notes: [String]
    }

    /// Looks, and gives what was refused.
    ///
    /// - Parameters:
    ///   - purpose: What for: the doctor's look, a plan with its pre-flight, or the rights of a send.
    ///   - sides: The sides that count; what another one did not answer is not told.
    ///   - ways: The ways that a message may go, for a send.
    ///   - restarts: The workloads, for a restart.
    /// - Returns: What is missing.
    /// - Throws: Why nobody could look at all, or what is missing in the answers.
    public func lack(
        _ purpose: PermissionPurpose, sides: Set<Side>, ways: Set<PermissionWay> = Set(PermissionWay.allCases),
        restarts: [RestartTarget] = []
    ) async throws(Problem) -> Lack {
        switch purpose {
        case .doctor: return try await doctorLack(sides)
        case .setup:
            let setup = try await plan(PlanOptions(sides: sides))
            let found = await Planner(context).missingPermissions(setup)
            var seen = setup.observations
            seen.merge(await clusterCaller())
            return Lack(
                permissions: PermissionSet(
                    .setup, setup.design, missingIn: seen, steps: found.calls, rights: found.rights),
                notes: found.doubts + Self.unanswered(setup.observations, sides))
        case .send:
            let design = try Self.design(await completed())
            return await clusterLack(PermissionSet(.send, design, ways: ways), design)
        case .restart:
            let design = try await setupToSend(.pod)
            var lack = await clusterLack(PermissionSet(.restart, design, restarts: restarts), design)
            // Nothing restarts in a cluster that nobody has proven to be the one.
            if let problem = await Restarter(context).refusal(design) {
                if let right = problem.failure?.right {
                    lack.permissions.add(right)
                } else {
                    lack.notes.append(problem.sentence)
                }
            }
            return lack
        }
    }

    private func doctorLack(_ sides: Set<Side>) async throws(Problem) -> Lack {
        let examined = await diagnose()
        let design = try Self.design(examined.diagnosis.subject.answers)
        // What was asked on the side is nobody's loss where it is refused.
        var seen = Observations()
        let subject = examined.diagnosis.subject
        let checks = Checks.all.filter { !$0.isAside }
        for call in Doctor.reads(subject, examined.seen, at: context.clock.now, checks: checks, hints: false)
        where sides.contains(call.side) { seen[call] = examined.seen[call] }
        if sides.contains(.kubernetes) { seen.merge(await clusterCaller()) }
        return Lack(
            permissions: PermissionSet(.doctor, design, missingIn: seen), notes: Self.unanswered(seen, sides))
    }

    /// What the cluster says is missing of rights in it.
    private func clusterLack(_ wanted: PermissionSet, _ design: DelegateSending) async -> Lack {
        var missing: [KubernetesRight] = []
        var notes: [String] = []
        for right in wanted.clusterRights {
            guard let cluster = context.cluster else {
                notes.append("The cluster was not asked: there is no way to it.")
                break
            }
            do throws(ClusterProblem) {
                if try await !cluster.allows(right) { missing.append(right) }
            } catch {
                notes.append("The cluster gave no answer: \(error.sentence)")
            }
        }
        return Lack(
            permissions: PermissionSet(wanted.purpose, design, missingIn: await clusterCaller(), rights: missing),
            notes: notes)
    }

    private func clusterCaller() async -> Observations {
        context.cluster == nil ? Observations() : await observed([.selfSubjectReview])
    }

    private static func design(_ answers: Answers) throws(Problem) -> DelegateSending {
        do throws(IncompleteAnswers) { return try DelegateSending(answers) } catch {
            throw Problem(error.sentence, code: "IncompleteAnswers", exitCode: .badData)
        }
    }

    /// Why calls got no answer though nobody refused them, each reason once.
    private static func unanswered(_ seen: Observations, _ sides: Set<Side>) -> [String] {
        var notes: [String] = []
        for call in seen.calls.sorted(by: { $0.key < $1.key }) where sides.contains(call.side) {
            guard let failure = seen[call]?.failure, ![.absent, .denied].contains(failure.kind) else { continue }
            let note = "Not looked at: \(failure.words.withoutFullStop)."
            if !notes.contains(note) { notes.append(note) }
        }
        return notes
    }
}
