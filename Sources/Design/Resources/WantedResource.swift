public import Calls
import Identifiers

/// A resource of the design: what is wanted, which calls read it, how the two compare, which calls make one of the
/// other and undo it, and the words for it.
///
/// Each resource is one file; ``DelegateSending/listed`` lists them.
protocol WantedResource: Sendable {
    /// The resource's stable address.
    static var address: ResourceAddress { get }

    /// The word for it in plan rows, at most 18 columns.
    static var word: String { get }

    /// The side that it is on.
    static var side: Side { get }

    /// The resources that have to be right before its steps can work.
    static var needs: [ResourceAddress] { get }

    /// What has to be known to compare, as far as earlier answers say what to ask.
    static func reads(_ design: DelegateSending, _ observations: Observations) -> [Call]

    /// A step with what only the world could give, once the resource's needs were written.
    static func finished(_ step: Step, _ design: DelegateSending, _ observations: Observations) -> Step

    /// Wanted against observed; nil when the resource is not wanted at all.
    static func planned(
        _ design: DelegateSending, _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource?
}

extension WantedResource {
    /// Nothing, for most resources.
    static var needs: [ResourceAddress] { [] }

    /// The step as it is, for most resources.
    static func finished(_ step: Step, _ design: DelegateSending, _ observations: Observations) -> Step { step }

    /// A row of this resource with its places filled in.
    static func row(
        _ design: DelegateSending, name: String, _ action: PlanAction, gain: String, reason: String
    ) -> PlannedResource {
        PlannedResource(
            address: address, name: name, account: design.account(of: side).text, action: action,
            gain: gain, reason: reason, needs: needs)
    }

    /// The row of a resource that cannot be told.
    static func unknown<Value>(
        _ design: DelegateSending, name: String, _ observed: Observed<Value>?
    ) -> PlannedResource {
        let why = observed?.cannotTell ?? "was not asked"
        // Reasons that are sentences end as such already.
        let end = why.last.map { ".?!".contains($0) } == true ? "" : "."
        var row = row(design, name: name, .unknown, gain: "cannot tell", reason: "Cannot tell: \(why)\(end)")
        if case .denied(let denial) = observed {
            row.denial = denial
            if let remedy = denial.remedy { row.reason += " \(remedy)" }
        }
        if case .doubtful(let doubt) = observed { row.doubt = doubt }
        return row
    }
}

extension DelegateSending {
    /// The resources of the design as they are listed; what needs nothing of each other keeps this order.
    static let listed: [any WantedResource.Type] = [
        OIDCProviderResource.self, PermissionsPolicyResource.self, RoleResource.self, RoleAttachmentResource.self,
        EKSReceiverIdentityResource.self, SenderIdentityResource.self, SESReceiverIdentityResource.self,
        SendingPolicyResource.self, NamespaceResource.self, ServiceAccountResource.self, DeploymentResource.self,
    ]

    /// The resources of the design in the order of the plan: each behind what it needs.
    static let resources: [any WantedResource.Type] = {
        do throws(NeedsOrder.Problem) {
            return try NeedsOrder.ordered(listed)
        } catch {
            preconditionFailure("\(error)")
        }
    }()

    /// What has to be asked of the given sides before a plan can be made, as far as earlier answers say what to ask.
    ///
    /// Asked again with the answers, until nothing new is wanted.
    public func reads(_ observations: Observations = Observations(), sides: Set<Side> = Set(Side.allCases)) -> [Call] {
        var calls: [Call] = []
        for resource in Self.resources where sides.contains(resource.side) {
            for call in resource.reads(self, observations) where !calls.contains(call) { calls.append(call) }
        }
        return calls
    }

    /// A step of a resource with what only the world could give, once the resource's needs were written.
    ///
    /// - Parameters:
    ///   - step: The step as the plan has it.
    ///   - address: The resource.
    ///   - observations: What was seen, and what the answers of writes have told since.
    /// - Returns: The step; nothing but the mark of a sending policy may differ.
    public func finished(_ step: Step, of address: ResourceAddress, _ observations: Observations) -> Step {
        Self.resources.first { $0.address == address }?.finished(step, self, observations) ?? step
    }
}

extension Plan {
    /// Compares what a design wants with what was observed.
    public static func make(
        _ design: DelegateSending, _ observations: Observations, options: PlanOptions = PlanOptions()
    ) -> Plan {
        let rows = DelegateSending.resources.compactMap { resource in
            options.sides.contains(resource.side) ? resource.planned(design, observations, options) : nil
        }
        return Plan(resources: rows)
    }
}
