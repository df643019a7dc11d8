import Identifiers
import Wire

/// `kubernetes/namespace`: where the pods run; made when it is missing, never changed.
enum NamespaceResource: WantedResource {
    static let address = ResourceAddress.namespace

    static func questions(_ design: DelegateSending) -> [Question] { [.namespace(design.namespace)] }

    static func planned(
        _ design: DelegateSending, _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource? {
        let name = design.namespace.text
        let observed = observations.namespace(design.namespace)
        switch observed {
        case .absent:
            var row = row(
                design, name: name, .create, gain: "where the pods run", reason: "The namespace does not exist yet.")
            row.steps = [.apply(object: design.namespaceObject(isOwn: true))]
            return row
        case .value(let state):
            return row(
                design, name: name, Ownership.isOwn(state) ? .unchanged : .adopt, gain: "already right",
                reason: "The namespace exists.")
        default:
            return unknown(design, name: name, observed)
        }
    }
}

/// `kubernetes/service-account`: the name of the pods, with the role that is theirs.
enum ServiceAccountResource: WantedResource {
    static let address = ResourceAddress.serviceAccount

    static func questions(_ design: DelegateSending) -> [Question] {
        [.serviceAccount(design.namespace, design.serviceAccount)]
    }

    static func planned(
        _ design: DelegateSending, _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource? {
        let observed = observations.serviceAccount(design.namespace, design.serviceAccount)
        var row = ObjectComparison.planned(
            self, design, observed, options, name: design.serviceAccount.text, gain: "names the role",
            reason: "The service account tells its pods which role is theirs.",
            object: design.serviceAccountObject(isOwn:))
        row.needs = row.steps.isEmpty ? [] : [.namespace]
        row.documentName = .serviceAccount
        if case .value(let state) = observed, row.action == .change || row.action == .conflict,
            let annotation = state.annotations[DelegateSending.roleAnnotation]
        {
            row.risks = ["Pods started from now on get another role than \(annotation)."]
        }
        return row
    }
}

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
            self, design, observations.deployment(design.namespace, DelegateSending.workloadName), options,
            name: DelegateSending.workloadName, gain: "1 pod with the AWS CLI",
            reason: "One pod to send a message from inside the cluster.", object: design.deploymentObject(isOwn:))
        row.needs = row.steps.isEmpty ? [] : [.namespace, .serviceAccount]
        row.documentName = .deployment
        return row
    }
}
