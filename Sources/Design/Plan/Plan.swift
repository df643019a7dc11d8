public import Calls

/// Wanted against observed, resource by resource, in the order of ``ResourceAddress``.
public struct Plan: Hashable, Sendable {
    /// The resources.
    public var resources: [PlannedResource]

    /// A plan of these resources.
    public init(resources: [PlannedResource]) {
        self.resources = resources.sorted { $0.address < $1.address }
    }

    /// The resource at an address, or nil when the plan has none.
    public subscript(_ address: ResourceAddress) -> PlannedResource? {
        resources.first { $0.address == address }
    }

    /// The resources of one side.
    public func resources(on side: Side) -> [PlannedResource] {
        resources.filter { $0.side == side }
    }

    /// The plan of these resources alone.
    public func limited(to addresses: Set<ResourceAddress>) -> Plan {
        Plan(resources: resources.filter { addresses.contains($0.address) })
    }

    /// How many resources have which action.
    public var summary: PlanSummary { PlanSummary(resources) }

    /// The addresses that get a mail from Amazon, one per mail.
    public var mails: [String] { resources.flatMap(\.mails) }
}
