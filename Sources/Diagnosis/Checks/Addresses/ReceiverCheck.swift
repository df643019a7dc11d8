import Calls
import Design
import Identifiers

extension Check {
    /// The receiver, as the sandboxes of both accounts want it.
    ///
    /// The sandbox of the account that sends counts first: there the receiver has to be verified, by its address or a
    /// domain above it. Where only the owner of the identity is in the sandbox, being verified in either account does.
    static let receiver = Check(
        "receiver", .sandbox, "the receiver, as the sandboxes want it",
        codes: ["SES-RECEIVER", "SES-RECEIVER-ACCOUNT"],
        applies: { $0.design?.receiver != nil },
        reads: { context in
            guard let design = context.design, let receiver = design.receiverAddress else { return [] }
            var calls = context.seen.coverReads(of: receiver, .eks, in: design.sesRegion)
            // Verified in the account that sends: then no sandbox keeps mail from it.
            if case .verified = context.seen.cover(of: receiver, .eks, in: design.sesRegion) { return calls }
            calls.append(Read.sendingAccount(.eks, in: design.sesRegion).call)
            let eks = context.seen.sendingAccount(.eks, in: design.sesRegion)?.value
            // Whose sandbox is left matters once the sender's own is not.
            if eks?.productionAccess == true { calls.append(Read.sendingAccount(.ses, in: design.sesRegion).call) }
            return calls
        },
        hints: { context in
            guard let design = context.design, let receiver = design.receiverAddress else { return [] }
            return context.seen.coverReads(of: receiver, .ses, in: design.sesRegion)
        },
        right: { context in
            guard let design = context.design, let receiver = design.receiverAddress else {
                return "the test mailbox needs no proof"
            }
            let isFree = context.seen.sendingAccount(.eks, in: design.sesRegion)?.value?.productionAccess == true
            return isFree ? "any receiver, out of the sandbox" : "\(receiver.text) is verified"
        },
        findings: { context in
            guard let design = context.design, let receiver = design.receiverAddress else { return [] }
            return context.receiverFindings(design, receiver)
        })
}

extension DelegateSending {
    /// The receiver where a sandbox asks for proof, which it never does of Amazon's own mailbox.
    fileprivate var receiverAddress: EmailAddress? { receiverIdentity == nil ? nil : receiver }
}

extension CheckContext {
    fileprivate func receiverFindings(_ design: DelegateSending, _ receiver: EmailAddress) -> [Finding] {
        let region = design.sesRegion
        guard let eks = seen.sendingAccount(.eks, in: region)?.value else { return [] }
        let here = seen.cover(of: receiver, .eks, in: region)
        guard case .nobody = here else { return [] }
        let there = design.eksAccount == design.sesAccount ? .nobody : seen.cover(of: receiver, .ses, in: region)
        if eks.productionAccess {
            // The guide of SES wants both accounts out of the sandbox for receivers that nobody verified.
            guard let ses = seen.sendingAccount(.ses, in: region)?.value, !ses.productionAccess, there == .nobody else {
                return []
            }
            return [unproven(design, receiver, counting: .ses)]
        }
        if case .verified(let identity) = there { return [misplaced(design, receiver, identity)] }
        return [unproven(design, receiver, counting: .eks)]
    }

    /// Verified in the account whose sandbox does not count.
    private func misplaced(
        _ design: DelegateSending, _ receiver: EmailAddress, _ identity: SESIdentity
    ) -> Finding {
        finding("SES-RECEIVER-ACCOUNT", .eks) {
            let through = identity.text == receiver.text ? "" : " through \(identity.text)"
            $0.found = "not there; verified in \(design.place(of: .ses))\(through) only"
            $0.brief = "\(receiver.short) is verified in the wrong account".brief
            $0.place = "\(design.place(of: .eks)), SES in \(design.sesRegion.text)"
            $0.evidence =
                receiverEvidence(design, receiver, .eks)
                + [
                    evidence(
                        Read.identity(.ses, identity, in: design.sesRegion).call, "VerificationStatus", "SUCCESS")
                ]
            repair(&$0, by: [.eksReceiverIdentity])
        }
    }

    /// Verified nowhere that counts.
    private func unproven(_ design: DelegateSending, _ receiver: EmailAddress, counting side: Side) -> Finding {
        let place = design.place(of: side)
        let state = seen.identity(side, .address(receiver), in: design.sesRegion)?.value
        return finding("SES-RECEIVER", side) {
            $0.expected = "\(receiver.text) verified in \(place), or that account out of the sandbox"
            $0.found =
                state.map { "\($0.status) there: nobody followed the link that SES mailed" } ?? "no identity there"
            $0.brief = "\(receiver.short) is not verified".brief
            $0.place = "\(place), SES in \(design.sesRegion.text)"
            $0.why =
                side == .eks
                ? "The EKS account is in the sandbox, and from there only verified addresses get mail."
                : "The SES account is in the sandbox: its guide wants both accounts out of it for receivers that nobody verified."
            if !Self.isAkin(receiver, design) {
                $0.why += " It is of another domain than the sender, and its owner has to follow the link."
            }
            $0.evidence = receiverEvidence(design, receiver, side)
            let address: ResourceAddress = side == .eks ? .eksReceiverIdentity : .sesReceiverIdentity
            let rows = planned([address], resend: state != nil)
            $0.fix = Finding.Fix(
                text: state == nil
                    ? "Verify the receiver in \(place), or send to the test mailbox of Amazon."
                    : "Follow the link in the mail to \(receiver.text), or ask SES for a new one.",
                commands: rows.flatMap(\.steps).map { command($0.call) },
                remedy: state == nil ? (side == .eks ? .verifyReceiver : .apply) : .resend,
                address: rows.isEmpty ? nil : address)
        }
    }

    private func receiverEvidence(
        _ design: DelegateSending, _ receiver: EmailAddress, _ side: Side
    ) -> [Finding.Evidence] {
        let region = design.sesRegion
        let state = seen.identity(side, .address(receiver), in: region)?.value
        return [
            evidence(Read.sendingAccount(side, in: region).call, "ProductionAccessEnabled", "false"),
            evidence(
                Read.identity(side, .address(receiver), in: region).call,
                state == nil ? receiver.text : "VerificationStatus", state?.status ?? "does not exist"),
        ]
    }

    /// Whether the receiver is of the sender's own domain, or of one above or beneath it.
    private static func isAkin(_ receiver: EmailAddress, _ design: DelegateSending) -> Bool {
        let (one, other) = (receiver.domain.text, design.sender.domain.text)
        return one == other || one.hasSuffix(".\(other)") || other.hasSuffix(".\(one)")
    }
}

extension EmailAddress {
    /// The address for a row: `ops@`.
    fileprivate var short: String { text.prefix { $0 != "@" } + "@" }
}
