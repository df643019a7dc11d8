public import Design
import Identifiers
import Setup

extension SetupWork {
    /// Looks at workloads that somebody wants restarted, all at once.
    ///
    /// - Parameter targets: The workloads.
    /// - Returns: Each as it was seen, in their order.
    /// - Throws: Why one could not be looked at.
    public func lookAtRestart(_ targets: [RestartTarget]) async throws(Problem) -> [RestartSight] {
        let place = answers.eksCluster.map { "cluster \($0.text)" } ?? "the cluster"
        let restarter = Restarter(context)
        let sights = await withTaskGroup(of: (Int, Result<RestartSight, Problem>).self) { group in
            for (index, target) in targets.enumerated() {
                group.addTask {
                    do throws(Problem) { return (index, .success(try await restarter.look(target, in: place))) } catch {
                        return (index, .failure(error))
                    }
                }
            }
            var sights: [(Int, Result<RestartSight, Problem>)] = []
            for await sight in group { sights.append(sight) }
            return sights.sorted { $0.0 < $1.0 }
        }
        var seen: [RestartSight] = []
        for (_, sight) in sights { seen.append(try sight.get()) }
        return seen
    }

    /// Restarts workloads that a person has seen and said yes to, one after the other.
    ///
    /// - Parameters:
    ///   - sights: The workloads as they were shown.
    ///   - told: Called after each one that is restarted.
    /// - Throws: Why one was not restarted; those before it were.
    public func restart(
        _ sights: [RestartSight], _ told: @Sendable (RestartSight) -> Void = { _ in }
    ) async throws(Problem) {
        let design = try await setupToSend(.pod)
        let journal = try journal(of: design)
        for sight in sights {
            try await Restarter(context).restart(sight, design, journal: journal)
            told(sight)
        }
    }
}
