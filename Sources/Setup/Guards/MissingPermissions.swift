public import Calls
import Design

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
        return MissingPermissions(calls: found.refused, rights: found.rights, doubts: found.doubts)
    }
}
