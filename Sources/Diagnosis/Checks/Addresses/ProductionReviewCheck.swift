import Calls
import Design
import Identifiers

extension Check {
    /// How far a request for production access is, while the account is in the sandbox.
    static let productionReview = Check(
        "production-review", .sandbox, "the request for production access",
        codes: ["SES-REVIEW"],
        isAside: true,
        reads: { context in
            context.design.map { [Read.sendingAccount(.eks, in: $0.sesRegion).call] } ?? []
        },
        right: { context in
            let account = context.design.flatMap { context.seen.sendingAccount(.eks, in: $0.sesRegion)?.value }
            return account?.productionAccess == true ? "out of the sandbox" : "no request was refused"
        },
        findings: { context in
            guard let design = context.design else { return [] }
            let sides: [Side] = design.eksAccount == design.sesAccount ? [.eks] : [.eks, .ses]
            return sides.compactMap { side in
                guard let account = context.seen.sendingAccount(side, in: design.sesRegion)?.value,
                    !account.productionAccess, let status = account.reviewStatus, status != "GRANTED"
                else { return nil }
                let isOpen = status == "PENDING"
                return context.finding("SES-REVIEW", side, about: side == .eks ? "" : "SES account") {
                    $0.status = isOpen ? .note : .warn
                    $0.title =
                        isOpen
                        ? "AWS still reads the request for production access."
                        : "AWS has refused the request for production access."
                    $0.expected = "\(design.place(of: side)) out of the sandbox"
                    $0.found = status + (account.reviewCase.map { ", case \($0)" } ?? "")
                    $0.brief = isOpen ? "production access is under review" : "production access was refused"
                    $0.place = "\(design.place(of: side)), SES in \(design.sesRegion.text)"
                    $0.why = "Until it is granted only verified receivers get mail."
                    $0.evidence = [
                        context.evidence(
                            Read.sendingAccount(side, in: design.sesRegion).call, "Details.ReviewDetails.Status",
                            status)
                    ]
                    $0.fix = Finding.Fix(
                        text: isOpen
                            ? "Wait for the answer of AWS, which comes by the support case."
                            : "Answer the support case with what you send, to whom, and how people leave the list.")
                }
            }
        })
}
