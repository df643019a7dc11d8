/// How many resources a plan has per action.
public struct PlanSummary: Hashable, Sendable {
    private var counts: [PlanAction: Int] = [:]

    /// Counts the resources of a plan.
    public init(_ resources: [PlannedResource]) {
        for resource in resources { counts[resource.action, default: 0] += 1 }
    }

    /// How many resources have this action.
    public subscript(_ action: PlanAction) -> Int { counts[action] ?? 0 }

    /// How many resources apply writes.
    public var writes: Int { self[.create] + self[.change] }
}
