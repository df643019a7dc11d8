import Calls
import Design
import Identifiers
import Wire

extension Check {
    /// Whether SES keeps mail from the receiver after a bounce or a complaint.
    static let suppression = Check(
        "suppression", .delivery, "the suppression lists of both accounts",
        codes: ["SES-SUPPRESSED"],
        applies: { $0.design?.receiverIdentity != nil },
        reads: { context in
            guard let design = context.design, let receiver = design.receiver else { return [] }
            return [Read.suppression(receiver.text, .eks, in: design.sesRegion).call]
        },
        hints: { context in
            guard let design = context.design, let receiver = design.receiver,
                design.eksAccount != design.sesAccount
            else { return [] }
            return [Read.suppression(receiver.text, .ses, in: design.sesRegion).call]
        },
        right: { context in "\(context.design?.receiver?.text ?? "the receiver") is on no suppression list" },
        findings: { context in
            guard let design = context.design, let receiver = design.receiver else { return [] }
            let sides: [Side] = design.eksAccount == design.sesAccount ? [.eks] : [.eks, .ses]
            return sides.compactMap { side in
                let read = Read.suppression(receiver.text, side, in: design.sesRegion)
                guard let suppressed = context.seen[read]?.value else { return nil }
                return context.finding("SES-SUPPRESSED", side, about: side == .eks ? "" : "SES account") {
                    $0.title = "The receiver is on the suppression list of the account that sends."
                    $0.why =
                        "The address bounced or complained before. SES takes such a message and does not deliver it."
                    let since = suppressed.since.map { ", since \($0.iso8601)" } ?? ""
                    $0.found = "on the list of \(design.place(of: side)): \(suppressed.reason)\(since)"
                    $0.brief = "\(receiver.text) is suppressed".brief
                    $0.place = "\(design.place(of: side)), SES in \(design.sesRegion.text)"
                    $0.evidence = [
                        context.evidence(read.call, "SuppressedDestination.Reason", suppressed.reason)
                    ]
                    $0.fix = Finding.Fix(
                        text: "Take the address off the list once its owner agrees.",
                        commands: [
                            context.aws(
                                side, "sesv2", "delete-suppressed-destination", "--email-address", receiver.text)
                        ])
                    guard side == .ses else { return }
                    $0.status = .warn
                    $0.title = "The receiver is on the suppression list of the SES account."
                    $0.why = "Likely the list of the account that sends is the one that counts, and this one is not."
                }
            }
        })
}
