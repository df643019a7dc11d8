import Calls
import Identifiers
import Wire

/// `kubernetes/service-account`: the name of the pods, with the role that is theirs.
enum ServiceAccountResource: WantedResource {
    static let address = ResourceAddress.serviceAccount
    static let word = "service account"
    static let side = Side.kubernetes
    static let needs: [ResourceAddress] = [.namespace]

    static func reads(_ design: DelegateSending, _ observations: Observations) -> [Call] {
        [Read.serviceAccount(design.namespace, design.serviceAccount).call]
    }

    static func planned(
        _ design: DelegateSending, _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource? {
        let observed = observations.serviceAccount(design.namespace, design.serviceAccount)
        var row = ObjectComparison.planned(
            self, design, observed, in: observations.namespace(design.namespace), options,
            name: design.serviceAccount.text, gain: "names the role",
            reason: "The service account tells its pods which role is theirs.", file: .serviceAccount,
            undo: [
                .removeAnnotation(
                    DelegateSending.roleAnnotation, of: .serviceAccount, design.serviceAccount.text,
                    in: design.namespace.text)
            ], object: design.serviceAccountObject(isOwn:))
        row.documentName = .serviceAccount
        if case .value(let state) = observed, row.action == .change || row.action == .conflict,
            let annotation = state.annotations[DelegateSending.roleAnnotation]
        {
            row.risks = ["Pods started from now on get another role than \(annotation)."]
        }
        return row
    }
}

extension ResourceAddress {
    /// The name of the pods.
    public static let serviceAccount = ResourceAddress("kubernetes/service-account")
}
