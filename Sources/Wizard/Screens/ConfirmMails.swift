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
        lines.append(.init(""))
        lines.append(.init("The mails come from Amazon. Nothing else is changed now."))
        return DialogOverlay(
            title: "Send \(mails.count.counting("mail")) now?", lines: lines,
            choices: [
                .init(
                    label: "Send",
                    says: Says("Adds the addresses in SES: Amazon mails each a link, good for 24 hours."),
                    run: { $0.startApply(.identities) }),
                .init(label: "Not yet", says: Says("The mails go out with screen 6 then.")),
            ], escapeWords: "not yet")
    }
}
