import AWSClient
public import Design
import Calls
import Identifiers
import Observation
import Wire

/// Has workloads make their pods anew, as `kubectl rollout restart` does: pods get role and token when they are made, and
/// never later.
public struct Restarter: Sendable {
    private let context: SetupContext

    /// Restarts over a context.
    public init(_ context: SetupContext) {
        self.context = context
    }

    /// Looks at a workload before anybody is asked about it.
    ///
    /// - Parameters:
    ///   - target: The workload.
    ///   - place: The cluster in words, for refusals.
    /// - Returns: What a restart would do, and whether the caller may.
    /// - Throws: Why it cannot be looked at, or that it is not there.
    public func look(_ target: RestartTarget, in place: String) async throws(Problem) -> RestartSight {
        let cluster = try cluster()
        let found: JSONValue?
        do throws(ClusterProblem) { found = try await cluster.perform(target.call) } catch {
            throw Self.problem(error, "get \(target.kind.rawValue)", target, in: place)
        }
        guard let found else {
            throw Problem(
                "There is no \(target.words) in namespace \(target.namespace).", code: "NotFound", short: "not there")
        }
        // Whoever may not ask about rights tries, and is told then.
        let isAllowed: Bool?
        do throws(ClusterProblem) { isAllowed = try await cluster.allows(target.right) } catch { isAllowed = nil }
        return RestartSight(target, ObjectState(object: found), isAllowed: isAllowed)
    }

    /// Restarts a workload that a person has seen and said yes to.
    ///
    /// - Parameters:
    ///   - sight: The workload as it was shown: another one of its name is left alone.
    ///   - design: The setup, which names the cluster.
    ///   - journal: Where it is written down; nil keeps nothing.
    /// - Throws: Why nothing was restarted, or why nobody knows.
    public func restart(
        _ sight: RestartSight, _ design: DelegateSending, journal: Journal?
    ) async throws(Problem) {
        let target = sight.target
        let cluster = try cluster()
        let locks: [Lock]
        do throws(SetupError) {
            if let refusal = await context.refusal(design, cluster) { throw refusal }
            locks = try context.locks(design)
        } catch {
            throw Problem(error)
        }
        defer { for lock in locks { lock.release() } }
        let place = design.place(of: .kubernetes)
        let now = context.clock.now
        let call = Call.restart(target.kind, target.name, in: target.namespace, uid: sight.uid, at: now.iso8601)
        func record(_ state: String) throws(Problem) {
            guard let journal else { return }
            do throws(StateProblem) {
                try journal.record(
                    Journal.Entry(
                        time: context.clock.now, address: target.isTestWorkload ? .deployment : .serviceAccount,
                        account: design.eksAccount.text, call: call.words, state: state,
                        object: "\(target.namespace)/\(target.path)"))
            } catch {
                throw Problem(error.sentence, code: "State", short: "State")
            }
        }
        try record("begun")
        do throws(ClusterProblem) {
            _ = try await cluster.perform(call)
        } catch {
            if case .lost = error { try? record("unknown") } else { try? record("failed") }
            throw Self.problem(error, "patch \(target.kind.rawValue)", target, in: place)
        }
        // What is done is done, also where the journal cannot say so.
        try? record("done")
    }

    /// Why nothing may be restarted whoever asks for it: the cluster is not proven to be the one of the answers.
    ///
    /// - Parameter design: The setup, which names the cluster.
    /// - Returns: The reason; nil where it is the one, or where there is no cluster to ask.
    public func refusal(_ design: DelegateSending) async -> Problem? {
        guard let cluster = context.cluster else { return nil }
        return await context.refusal(design, cluster).map { Problem($0) }
    }

    private func cluster() throws(Problem) -> any ClusterConnection {
        guard let cluster = context.cluster else {
            throw Problem(
                "There is no way to the cluster; name a context.", code: "Unreachable", exitCode: .unreachable)
        }
        return cluster
    }

    private static func problem(
        _ error: ClusterProblem, _ operation: String, _ target: RestartTarget, in place: String
    ) -> Problem {
        var problem = Problem(error, operation: operation, in: place)
        if case .denied(let right, _) = error {
            problem.sentence =
                "The caller may not \(right.permission) in namespace \(target.namespace). \(right.remedy)"
        }
        return problem
    }
}
