import Identifiers

/// A resource of the design: what is wanted, what has to be asked, and how the two compare.
///
/// Each resource is one file; the list is ``DelegateSending/resources``.
protocol WantedResource: Sendable {
    /// The resource's stable address.
    static var address: ResourceAddress { get }

    /// What has to be known to compare.
    static func questions(_ design: DelegateSending) -> [Question]

    /// Wanted against observed; nil when the resource is not wanted at all.
    static func planned(
        _ design: DelegateSending, _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource?
}

extension WantedResource {
    /// A row of this resource with its places filled in.
    static func row(
        _ design: DelegateSending, name: String, _ action: PlanAction, gain: String, reason: String
    ) -> PlannedResource {
        PlannedResource(
            address: address, name: name, account: design.account(of: address.side).text, action: action, gain: gain,
            reason: reason)
    }

    /// The row of a resource that cannot be told.
    static func unknown<Value>(
        _ design: DelegateSending, name: String, _ observed: Observed<Value>?
    ) -> PlannedResource {
        let why = observed?.cannotTell ?? "was not asked"
        // Reasons that are sentences end as such already.
        let end = why.last.map { ".?!".contains($0) } == true ? "" : "."
        var row = row(design, name: name, .unknown, gain: "cannot tell", reason: "Cannot tell: \(why)\(end)")
        if case .denied(let denial) = observed { row.denial = denial }
        if case .doubtful(let doubt) = observed { row.doubt = doubt }
        return row
    }
}

extension DelegateSending {
    /// The resources of the design in the order of the plan.
    static let resources: [any WantedResource.Type] = [
        OIDCProviderResource.self, PermissionsPolicyResource.self, RoleResource.self, RoleAttachmentResource.self,
        EKSReceiverIdentityResource.self, SenderIdentityResource.self, SESReceiverIdentityResource.self,
        SendingPolicyResource.self, NamespaceResource.self, ServiceAccountResource.self, DeploymentResource.self,
    ]

    /// What has to be asked of the given sides before a plan can be made.
    public func questions(sides: Set<Side> = Set(Side.allCases)) -> [Question] {
        var questions: [Question] = []
        for resource in Self.resources where sides.contains(resource.address.side) {
            for question in resource.questions(self) where !questions.contains(question) { questions.append(question) }
        }
        return questions
    }
}

extension Plan {
    /// Compares what a design wants with what was observed.
    public static func make(
        _ design: DelegateSending, _ observations: Observations, options: PlanOptions = PlanOptions()
    ) -> Plan {
        let rows = DelegateSending.resources.compactMap { resource in
            options.sides.contains(resource.address.side) ? resource.planned(design, observations, options) : nil
        }
        return Plan(resources: rows)
    }
}
