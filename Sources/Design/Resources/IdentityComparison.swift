import Calls
public import Identifiers
import Wire

/// What all three identities have in common: they are made by a call, and proven by a person.
enum IdentityComparison {
    static func planned(
        _ resource: any WantedResource.Type, _ design: DelegateSending, _ observations: Observations,
        _ options: PlanOptions, identity: SESIdentity, why: String
    ) -> PlannedResource {
        var row = compared(resource, design, observations, options, identity, why)
        row.risks += defaultSet(resource, design, observations, identity)
        return row
    }

    private static func compared(
        _ resource: any WantedResource.Type, _ design: DelegateSending, _ observations: Observations,
        _ options: PlanOptions, _ identity: SESIdentity, _ why: String
    ) -> PlannedResource {
        let observed = observations.identity(resource.side, identity, in: design.sesRegion)
        switch observed {
        case .absent:
            return absent(resource, design, identity, why)
        case .value(let state) where state.isVerified:
            let isOwn = Ownership.isOwn(state.tags, design)
            return resource.row(
                design, name: identity.text, isOwn ? .unchanged : .adopt, gain: "verified", reason: "Verified. \(why)")
        case .value(let state):
            return pending(resource, design, identity, state, options)
        case .denied, .unreachable, .doubtful, nil:
            return resource.unknown(design, name: identity.text, observed)
        }
    }

    private static func absent(
        _ resource: any WantedResource.Type, _ design: DelegateSending, _ identity: SESIdentity, _ why: String
    ) -> PlannedResource {
        let side = resource.side
        let account = design.account(of: side)
        var row: PlannedResource
        switch identity {
        case .address(let address):
            row = resource.row(
                design, name: address.text, .create, gain: "1 mail with a link",
                reason: "\(why) Amazon mails \(address.text) a link for account \(account.text).")
            row.mails = [address.text]
            row.task = .followLink(address: address.text, account: account)
        case .domain(let domain):
            row = resource.row(
                design, name: domain.text, .create, gain: "no mail, 3 DNS records",
                reason: "\(why) SES names three DNS records for \(domain.text) once the identity exists.")
            row.task = .publishRecords(domain: domain.text, records: [], account: account)
        }
        row.steps = [
            Step(
                Call(
                    .createEmailIdentity, side, in: design.sesRegion,
                    ["EmailIdentity": .string(identity.text), "Tags": Tag.value(Ownership.tags(design))]),
                on: design.identityARN(identity, in: account).text,
                ifLost:
                    "The identity \(identity.text) may have been made, and its mail sent; sesame plan shows whether it is there."
            )
        ]
        return row
    }

    private static func pending(
        _ resource: any WantedResource.Type, _ design: DelegateSending, _ identity: SESIdentity,
        _ state: IdentityState, _ options: PlanOptions
    ) -> PlannedResource {
        let side = resource.side
        let account = design.account(of: side)
        var row: PlannedResource
        switch identity {
        case .address(let address):
            row = resource.row(
                design, name: address.text, .waiting, gain: "mail sent, not clicked",
                reason:
                    "Waits for a person: the link that Amazon mailed to \(address.text) for account \(account.text). It dies after 24 hours."
            )
            row.task = .followLink(address: address.text, account: account)
            if options.resend {
                row.mails = [address.text]
                row.gain = "1 more mail with a link"
                row.reason = "Amazon mails \(address.text) a new link for account \(account.text)."
                row.steps = [
                    Step(
                        Call(
                            .verifyEmailIdentity, side, in: design.sesRegion, ["EmailAddress": .string(address.text)]),
                        on: design.identityARN(identity, in: account).text,
                        ifLost:
                            "The mail to \(address.text) may have gone out: look into that mailbox before you ask for another."
                    )
                ]
            }
        case .domain(let domain):
            let records = state.records(of: domain)
            let task = PersonTask.publishRecords(domain: domain.text, records: records, account: account)
            let which = records.isEmpty ? "" : " \(records.map(\.line).joined(separator: " "))"
            row = resource.row(
                design, name: domain.text, .waiting, gain: task.row,
                reason: "Waits for a person: \(task.sentence)\(which)")
            row.task = task
        }
        return row
    }

    /// What a default configuration set of the sender's identity may do to messages of the role; a sentence or nothing.
    ///
    /// Documentation says that SES does not take an owner's default for a delegate; nobody has verified that, so it is
    /// a risk and no fault. The address's default overrides its domain's.
    private static func defaultSet(
        _ resource: any WantedResource.Type, _ design: DelegateSending, _ observations: Observations,
        _ identity: SESIdentity
    ) -> [String] {
        guard resource.address == .senderIdentity, design.configurationSet == nil else { return [] }
        let own = SESIdentity.address(design.sender)
        for identity in own == identity ? [own] : [own, identity] {
            guard let set = observations.identity(.ses, identity, in: design.sesRegion)?.value?.configurationSet else {
                continue
            }
            return [
                "\(identity.text) has the default configuration set \(set). If SES takes it for messages of the role too "
                    + "(documentation says it does not), it likely refuses them on configuration-set/\(set); "
                    + "ses.configurationSet names one of account \(design.eksAccount.text) instead."
            ]
        }
        return []
    }
}

extension IdentityState {
    /// The DNS records that prove a domain, as SES named them; none while it has named none.
    public func records(of domain: DomainName) -> [DKIMRecord] {
        dkimTokens.map { DKIMRecord(token: $0, domain: domain.text, zone: dkimZone) }
    }
}

/// The receiver of one account, who is proven by an address of their own, or by a domain.
enum ReceiverComparison {
    static func reads(_ side: Side, _ receiver: EmailAddress, _ design: DelegateSending, _ seen: Observations) -> [Call]
    {
        seen.coverReads(of: receiver, side, in: design.sesRegion)
    }

    static func planned(
        _ resource: any WantedResource.Type, _ receiver: EmailAddress, _ design: DelegateSending,
        _ observations: Observations, _ options: PlanOptions, why: String
    ) -> PlannedResource {
        if let domain = observations.coveringDomain(of: receiver, resource.side, in: design.sesRegion) {
            return resource.row(
                design, name: receiver.text, .adopt, gain: "verified by its domain",
                reason: "Verified through the domain \(domain.text). \(why)")
        }
        return IdentityComparison.planned(
            resource, design, observations, options, identity: .address(receiver), why: why)
    }
}
