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
        case .value(let state) where state.isBeingDeleted:
            return ObjectComparison.leaving(self, design, name: name, what: "namespace \(name)")
        case .value(let state):
            return row(
                design, name: name, Ownership.isOwn(state) ? .unchanged : .adopt, gain: "already right",
                reason: "The namespace exists.")
        default:
            return unknown(design, name: name, observed)
        }
    }
}
