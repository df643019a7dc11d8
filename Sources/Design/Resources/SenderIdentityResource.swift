import Calls
import Identifiers

/// `ses/sender-identity`: somebody has proven that the sender's address or domain is theirs.
enum SenderIdentityResource: WantedResource {
    static let address = ResourceAddress.senderIdentity
    static let word = "sender"
    static let side = Side.ses

    static func reads(_ design: DelegateSending, _ observations: Observations) -> [Call] {
        guard case .address(let address) = design.identity else {
            return [Read.identity(side, design.identity, in: design.sesRegion).call]
        }
        return observations.coverReads(of: address, side, in: design.sesRegion)
    }

    static func planned(
        _ design: DelegateSending, _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource? {
        var row = IdentityComparison.planned(
            self, design, observations, options, identity: design.identity,
            why: "SES sends only as somebody who has proven to own the address.")
        if row.action == .create, case .address(let sender) = design.identity,
            let domain = observations.coveringDomain(of: sender, side, in: design.sesRegion)
        {
            // Others may send as the address through the domain.
            row.risks.append(
                "\(domain.text) is verified and covers \(sender.text). With an identity of its own the address no longer "
                    + "goes by the domain's policies and settings: whoever sends as it through the domain may be refused."
            )
            row.takesAccess = true
            row.proposals = [
                AnswerProposal(
                    field: .sesIdentity, value: domain.text, sentence: "Send under the domain, which needs nothing new")
            ]
        }
        return row
    }
}

extension ResourceAddress {
    /// The sender in the SES account.
    public static let senderIdentity = ResourceAddress("ses/sender-identity")
}
