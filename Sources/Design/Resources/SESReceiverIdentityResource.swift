import Calls
import Identifiers

/// `ses/receiver-identity`: the receiver in the SES account, while that account is in the sandbox.
enum SESReceiverIdentityResource: WantedResource {
    static let address = ResourceAddress.sesReceiverIdentity
    static let word = "receiver"
    static let side = Side.ses

    static func reads(_ design: DelegateSending, _ observations: Observations) -> [Call] {
        guard let receiver = wanted(design) else { return [] }
        return ReceiverComparison.reads(side, receiver, design, observations)
    }

    static func planned(
        _ design: DelegateSending, _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource? {
        guard let receiver = wanted(design) else { return nil }
        return ReceiverComparison.planned(
            self, receiver, design, observations, options,
            why: "The SES account is in the sandbox too.")
    }

    /// The receiver, unless the account is out of the sandbox or the sender's identity covers it.
    private static func wanted(_ design: DelegateSending) -> EmailAddress? {
        guard design.sesSandbox, let receiver = design.mailedReceiver else { return nil }
        return design.identity.covers(receiver) ? nil : receiver
    }
}

extension ResourceAddress {
    /// The receiver in the SES account.
    public static let sesReceiverIdentity = ResourceAddress("ses/receiver-identity")
}
