import Calls
import Identifiers
import Wire

/// `kubernetes/namespace`: where the pods run; made when it is missing, never changed.
enum NamespaceResource: WantedResource {
    static let address = ResourceAddress.namespace
    static let word = "namespace"
    static let side = Side.kubernetes

    static func reads(_ design: DelegateSending, _ observations: Observations) -> [Call] {
        [Read.namespace(design.namespace).call]
    }

    static func planned(
        _ design: DelegateSending, _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource? {
        let name = design.namespace.text
        let observed = observations.namespace(design.namespace)
        switch observed {
        case .absent:
            var row = row(
                design, name: name, .create, gain: "where the pods run", reason: "The namespace does not exist yet.")
            row.steps = [Step(.apply(design.namespaceObject(isOwn: true)))]
            return row
        case .value(let state) where state.isBeingDeleted:
            return ObjectComparison.leaving(self, design, name: name, what: "namespace \(name)")
        case .value(let state):
            return row(
                design, name: name, Ownership.isOwn(state) ? .unchanged : .adopt, gain: "already right",
                reason: "The namespace exists.")
        case .denied, .unreachable, .doubtful, nil:
            return unknown(design, name: name, observed)
        }
    }
}

extension ResourceAddress {
    /// The namespace of the pods.
    public static let namespace = ResourceAddress("kubernetes/namespace")
}
