import Calls
import Identifiers
import Wire

/// `eks/oidc-provider`: IAM knows the signature of the cluster.
///
/// Most clusters have one already, made by others; it only ever gains a client ID.
enum OIDCProviderResource: WantedResource {
    static let address = ResourceAddress.oidcProvider
    static let word = "provider"
    static let side = Side.eks

    static func reads(_ design: DelegateSending, _ observations: Observations) -> [Call] {
        [Read.provider(design.providerARN).call]
    }

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
            // No thumbprint: AWS checks the issuer against its own authorities.
            row.steps = [
                Step(
                    Call(
                        .createOpenIDConnectProvider, side,
                        [
                            "Url": .string(design.issuer.url), "ClientIDList": [.string(DelegateSending.audience)],
                            "Tags": Tag.value(Ownership.tags(design)),
                        ]), on: design.providerARN.text)
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
            row.steps = [
                Step(
                    Call(
                        .addClientIDToOpenIDConnectProvider, side,
                        [
                            "OpenIDConnectProviderArn": .string(design.providerARN.text),
                            "ClientID": .string(DelegateSending.audience),
                        ]), on: design.providerARN.text)
            ]
            return row
        case .denied, .unreachable, .doubtful, nil:
            return unknown(design, name: name, observed)
        }
    }
}

extension ResourceAddress {
    /// The cluster's issuer in IAM.
    public static let oidcProvider = ResourceAddress("eks/oidc-provider")
}
