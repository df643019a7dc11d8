import Design
import Wire

/// The confirmation of an apply that is limited to the identities.
enum ConfirmMails {
    static func dialog(_ mails: [String], _ state: WizardState) -> DialogOverlay {
        var lines: [DialogOverlay.Line] = []
        for row in IdentityMatrix.rows(state) {
            if row.ses == .unverified {
                lines.append(.init("to \(row.name)   for SES account \(state.form.text(of: .sesAccount))", mark: .add))
            }
            if row.eks == .unverified {
                lines.append(.init("to \(row.name)   for EKS account \(state.form.text(of: .eksAccount))", mark: .add))
            }
        }
        for domain in IdentityMatrix.rows(state).filter({ $0.ses == .unproven }).map(\.name) {
            lines.append(.init("\(domain)   3 DNS records, which SES names once it knows the domain", mark: .add))
        }
        lines.append(.init(""))
        lines.append(.init(
                mails.isEmpty
                    ? "No mail goes out. Nothing else is changed now."
                    : "The mails come from Amazon. Nothing else is changed now."))
        return DialogOverlay(
            title: mails.isEmpty ? "Begin the proof now?" : "Send \(mails.count.counting("mail")) now?", lines: lines,
            choices: [
                .init(
                    label: mails.isEmpty ? "Begin" : "Send",
                    says: Says("Adds the identities in SES: Amazon mails each address a link, good for 24 hours."),
                    run: { $0.startApply(.identities) }),
                .init(label: "Not yet", says: Says("The mails go out with screen 6 then.")),
            ], escapeWords: "not yet")
    }
}
