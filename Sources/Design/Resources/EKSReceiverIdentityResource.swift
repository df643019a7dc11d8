import Identifiers

/// `eks/receiver-identity`: in the sandbox SES only mails receivers that are verified in the sending account.
enum EKSReceiverIdentityResource: WantedResource {
    static let address = ResourceAddress.eksReceiverIdentity

    static func questions(_ design: DelegateSending) -> [Question] {
        guard let receiver = design.receiverIdentity, design.eksSandbox else { return [] }
        return [.identity(.eks, receiver)]
    }

    static func planned(
        _ design: DelegateSending, _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource? {
        guard let receiver = design.receiverIdentity, design.eksSandbox else { return nil }
        return IdentityComparison.planned(
            self, design, observations, options, identity: receiver,
            why: "The EKS account is in the sandbox, and its sandbox counts.")
    }
}
