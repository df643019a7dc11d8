import Calls
import Identifiers

/// `ses/sender-identity`: somebody has proven that the sender's address or domain is theirs.
enum SenderIdentityResource: WantedResource {
    static let address = ResourceAddress.senderIdentity
    static let word = "sender"
    static let side = Side.ses

    static func reads(_ design: DelegateSending, _ observations: Observations) -> [Call] {
        [Read.identity(side, design.identity, in: design.sesRegion).call]
    }

    static func planned(
        _ design: DelegateSending, _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource? {
        IdentityComparison.planned(
            self, design, observations, options, identity: design.identity,
            why: "SES sends only as somebody who has proven to own the address.")
    }
}

extension ResourceAddress {
    /// The sender in the SES account.
    public static let senderIdentity = ResourceAddress("ses/sender-identity")
}
