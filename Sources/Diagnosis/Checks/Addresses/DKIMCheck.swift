import Calls
import Design
import Identifiers

extension Check {
    /// Whether mail of a domain is signed, without which receivers trust it less.
    static let dkim = Check(
        "dkim", .sandbox, "whether the sender's domain signs its mail",
        codes: ["SES-DKIM"],
        isAside: true,
        applies: { $0.design?.isDomainIdentity == true },
        reads: { context in
            context.design.map { [Read.identity(.ses, $0.identity, in: $0.sesRegion).call] } ?? []
        },
        right: { _ in "mail is signed with DKIM" },
        findings: { context in
            // A domain that is not verified has no DKIM by that, and is told as such.
            guard let design = context.design,
                let identity = context.seen.identity(.ses, design.identity, in: design.sesRegion)?.value,
                identity.isVerified, let status = identity.dkimStatus, status != "SUCCESS" || !identity.signsDKIM
            else { return [] }
            let call = Read.identity(.ses, design.identity, in: design.sesRegion).call
            let records = design.identity.records(identity)
            return [
                context.finding("SES-DKIM", .ses) {
                    $0.found = status == "SUCCESS" ? "switched off" : status
                    $0.brief = "mail is not signed with DKIM"
                    $0.place = "\(design.place(of: .ses)), identity \(design.identity.text)"
                    $0.evidence = [
                        context.evidence(call, "DkimAttributes.Status", status),
                        context.evidence(call, "DkimAttributes.SigningEnabled", String(identity.signsDKIM)),
                    ]
                    $0.fix =
                        status == "SUCCESS"
                        ? Finding.Fix(
                            text: "Switch signing on.",
                            commands: [
                                context.aws(
                                    .ses, "sesv2", "put-email-identity-dkim-attributes", "--email-identity",
                                    design.identity.text, "--signing-enabled")
                            ])
                        : Finding.Fix(
                            text: records.isEmpty
                                ? "Publish the DNS records that SES names for \(design.identity.text)."
                                : "Publish in DNS: \(records.map(\.line).joined(separator: " "))",
                            commands: [context.command(call)])
                }
            ]
        })
}

extension SESIdentity {
    /// The DNS records that prove a domain; none for an address.
    fileprivate func records(_ state: IdentityState) -> [DKIMRecord] {
        guard case .domain(let domain) = self else { return [] }
        return state.records(of: domain)
    }
}
