import Calls
import Design
import Identifiers

extension Check {
    /// The domain that the sender's bounces come back to, where the identity has one of its own.
    static let mailFrom = Check(
        "mail-from", .sandbox, "the MAIL FROM domain of the sender",
        codes: ["SES-MAIL-FROM"],
        isAside: true,
        reads: { context in
            context.design.map { [Read.identity(.ses, $0.identity, in: $0.sesRegion).call] } ?? []
        },
        right: { _ in "MAIL FROM is set up, or Amazon's own" },
        findings: { context in
            guard let design = context.design,
                let identity = context.seen.identity(.ses, design.identity, in: design.sesRegion)?.value,
                let domain = identity.mailFromDomain, let status = identity.mailFromStatus, status != "SUCCESS"
            else { return [] }
            let call = Read.identity(.ses, design.identity, in: design.sesRegion).call
            let isRefused = identity.mailFromFallback == "REJECT_MESSAGE"
            return [
                context.finding("SES-MAIL-FROM", .ses) {
                    $0.status = isRefused ? .fail : .warn
                    $0.expected = "the MX record of \(domain)"
                    $0.found = "\(status): SES does not see it"
                    $0.brief = "\(domain) has no MX record".brief
                    $0.place = "\(design.place(of: .ses)), identity \(design.identity.text)"
                    $0.why =
                        isRefused
                        ? "The identity is set to refuse messages while the record is missing."
                        : "Messages leave with Amazon's own domain until then."
                    $0.evidence = [
                        context.evidence(call, "MailFromAttributes.MailFromDomainStatus", status),
                        context.evidence(
                            call, "MailFromAttributes.BehaviorOnMxFailure", identity.mailFromFallback ?? "not said"),
                    ]
                    $0.fix = Finding.Fix(
                        text:
                            "Publish in DNS: \(domain). MX 10 feedback-smtp.\(design.sesRegion.text).amazonses.com."
                            + (isRefused ? " Or let SES fall back to its own domain until then." : ""),
                        commands: isRefused
                            ? [
                                context.aws(
                                    .ses, "sesv2", "put-email-identity-mail-from-attributes", "--email-identity",
                                    design.identity.text, "--mail-from-domain", domain, "--behavior-on-mx-failure",
                                    "USE_DEFAULT_VALUE")
                            ] : [])
                }
            ]
        })
}
