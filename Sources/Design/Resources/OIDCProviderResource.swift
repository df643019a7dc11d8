import Identifiers

/// `eks/oidc-provider`: IAM knows the signature of the cluster.
///
/// Most clusters have one already, made by others; it only ever gains a client ID.
enum OIDCProviderResource: WantedResource {
    static let address = ResourceAddress.oidcProvider

    static func questions(_ design: DelegateSending) -> [Question] { [.provider(design.providerARN)] }

    static func planned(
        _ design: DelegateSending, _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource? {
        let name = design.issuer.text
        let observed = observations.provider(design.providerARN)
        switch observed {
        case .absent:
            var row = row(
                design, name: name, .create, gain: "lets IAM check cluster tokens",
                reason: "IAM does not know the cluster's issuer yet.")
            row.steps = [
                .createOIDCProvider(
                    issuer: design.issuer, clientIDs: [DelegateSending.audience], tags: Ownership.tags(design))
            ]
            return row
        case .value(let provider):
            let isOwn = Ownership.isOwn(provider.tags, design)
            if provider.clientIDs.contains(DelegateSending.audience) {
                return row(
                    design, name: name, isOwn ? .unchanged : .adopt, gain: "already right",
                    reason: isOwn
                        ? "IAM knows the cluster's issuer."
                        : "IAM knows the cluster's issuer; \(Ownership.maker(provider.tags)) made the provider.")
            }
            var row = row(
                design, name: name, .change, gain: "gains 1 audience",
                reason: "The provider does not accept tokens for \(DelegateSending.audience) yet; nothing is removed.")
            row.differences = [
                PlanDifference(path: "ClientIDList", from: nil, to: DelegateSending.audience)
            ]
            row.steps = [.addClientID(provider: design.providerARN, clientID: DelegateSending.audience)]
            return row
        default:
            return unknown(design, name: name, observed)
        }
    }
}
