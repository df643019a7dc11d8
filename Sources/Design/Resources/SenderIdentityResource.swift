import Identifiers

/// `ses/sender-identity`: somebody has proven that the sender's address or domain is theirs.
enum SenderIdentityResource: WantedResource {
    static let address = ResourceAddress.senderIdentity

    static func questions(_ design: DelegateSending) -> [Question] { [.identity(.ses, design.identity)] }

    static func planned(
        _ design: DelegateSending, _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource? {
        IdentityComparison.planned(
            self, design, observations, options, identity: design.identity,
            why: "SES sends only as somebody who has proven to own the address.")
    }
}
