import Identifiers

/// `ses/receiver-identity`: the receiver in the SES account, while that account is in the sandbox.
enum SESReceiverIdentityResource: WantedResource {
    static let address = ResourceAddress.sesReceiverIdentity

    static func questions(_ design: DelegateSending) -> [Question] {
        guard let receiver = wanted(design) else { return [] }
        return [.identity(.ses, receiver)]
    }

    static func planned(
        _ design: DelegateSending, _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource? {
        guard let receiver = wanted(design) else { return nil }
        return IdentityComparison.planned(
            self, design, observations, options, identity: receiver,
            why: "The SES account is in the sandbox too.")
    }

    /// The receiver, unless the account is out of the sandbox or the sender's identity covers it.
    private static func wanted(_ design: DelegateSending) -> SESIdentity? {
        guard design.sesSandbox, let receiver = design.receiverIdentity, let address = design.receiver else {
            return nil
        }
        return design.identity.covers(address) ? nil : receiver
    }
}
