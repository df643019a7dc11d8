import Identifiers
import Wire

/// `kubernetes/deployment`: the guide's test workload, only when it is wanted.
enum DeploymentResource: WantedResource {
    static let address = ResourceAddress.deployment

    static func questions(_ design: DelegateSending) -> [Question] {
        design.testWorkload ? [.deployment(design.namespace, DelegateSending.workloadName)] : []
    }

    static func planned(
        _ design: DelegateSending, _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource? {
        guard design.testWorkload else { return nil }
        var row = ObjectComparison.planned(
            self, design, observations.deployment(design.namespace, DelegateSending.workloadName),
            in: observations.namespace(design.namespace), options,
            name: DelegateSending.workloadName, gain: "1 pod with the AWS CLI",
            reason: "One pod to send a message from inside the cluster.", object: design.deploymentObject(isOwn:))
        row.needs = row.steps.isEmpty ? [] : [.namespace, .serviceAccount]
        row.documentName = .deployment
        return row
    }
}
