public import Calls
import Design
import Observation

/// What the callers lack for a plan, as far as AWS and Kubernetes can be asked.
public struct MissingPermissions: Sendable {
    /// The calls that one of both accounts would refuse.
    public let calls: [Call]
    /// The rights that are missing in the cluster.
    public let rights: [KubernetesRight]
    /// Why others could not be checked: sentences.
    public let doubts: [String]
}

extension Planner {
    /// Asks whether the callers may do what a plan wants; nothing is written.
    public func missingPermissions(_ setup: PlannedSetup) async -> MissingPermissions {
        let found = await Preflight.check(setup.plan, setup.design, setup.observations, context)
        var rights = found.rights
        for right in await rightsBehindRefusals(setup) where !rights.contains(right) { rights.append(right) }
        return MissingPermissions(calls: found.refused, rights: rights, doubts: found.doubts)
    }

    /// What else the cluster says is missing where it refused to be looked at: who asks for one right after the other asks
    /// its administrator as often.
    private func rightsBehindRefusals(_ setup: PlannedSetup) async -> [KubernetesRight] {
        let isRefused = setup.plan.resources.contains { $0.side == .kubernetes && $0.denial != nil }
        guard isRefused, let cluster = context.cluster else { return [] }
        let reads = setup.design.reads(setup.observations, sides: [.kubernetes]).compactMap(\.right)
        let written = reads.filter { ["serviceaccounts", "deployments"].contains($0.resource) && $0.verb == "get" }
        var missing: [KubernetesRight] = []
        for right in reads + written.flatMap({ [$0.with(verb: "patch"), $0.with(verb: "create")] }) {
            // No answer is no refusal.
            if (try? await cluster.allows(right)) == false { missing.append(right) }
        }
        return missing
    }
}
