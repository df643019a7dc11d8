import Calls
import Identifiers

/// `eks/receiver-identity`: in the sandbox SES only mails receivers that are verified in the sending account.
enum EKSReceiverIdentityResource: WantedResource {
    static let address = ResourceAddress.eksReceiverIdentity
    static let word = "receiver"
    static let side = Side.eks

    static func reads(_ design: DelegateSending, _ observations: Observations) -> [Call] {
        guard let receiver = design.mailedReceiver, design.eksSandbox else { return [] }
        return ReceiverComparison.reads(side, receiver, design, observations)
    }

    static func planned(
        _ design: DelegateSending, _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource? {
        guard let receiver = design.mailedReceiver, design.eksSandbox else { return nil }
        return ReceiverComparison.planned(
            self, receiver, design, observations, options,
            why: "The EKS account is in the sandbox, and its sandbox counts.")
    }
}

extension ResourceAddress {
    /// The receiver in the EKS account.
    public static let eksReceiverIdentity = ResourceAddress("eks/receiver-identity")
}
