import Calls
import Identifiers
import Wire

/// `kubernetes/deployment`: the guide's test workload, only when it is wanted.
enum DeploymentResource: WantedResource {
    static let address = ResourceAddress.deployment
    static let word = "test workload"
    static let side = Side.kubernetes
    static let needs: [ResourceAddress] = [.namespace, .serviceAccount]

    static func reads(_ design: DelegateSending, _ observations: Observations) -> [Call] {
        design.testWorkload ? [Read.deployment(design.namespace, DelegateSending.workloadName).call] : []
    }

    static func planned(
        _ design: DelegateSending, _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource? {
        guard design.testWorkload else { return nil }
        var row = ObjectComparison.planned(
            self, design, observations.deployment(design.namespace, DelegateSending.workloadName),
            in: observations.namespace(design.namespace), { observations[.conflicts($0)] }, options,
            name: DelegateSending.workloadName, gain: "1 pod with the AWS CLI",
            reason: "One pod to send a message from inside the cluster.", file: .deployment,
            object: design.deploymentObject(isOwn:))
        row.documentName = .deployment
        return row
    }
}

extension ResourceAddress {
    /// The guide's test workload.
    public static let deployment = ResourceAddress("kubernetes/deployment")
}
