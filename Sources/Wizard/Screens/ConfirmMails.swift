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
        lines.append(
            .init(
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

    /// The button that asks for one more mail.
    static func button(_ state: WizardState) -> Item {
        .button(.sendMailAgain, "Send the mail again", enter: "send again", disabled: state.mailObstacle) {
            $0.show(again($0)) + [.dropTypeAhead]
        }
    }

    /// What the button that asks for one more mail does.
    static func says(_ state: WizardState) -> Says {
        let mails = state.waitingMails
        let first = mails.first.map { "Asks first: one more mail with a link to \($0.to)." } ?? ""
        return Says(
            mails.count > 1 ? "Asks first, to which of the \(mails.count) addresses one more mail goes." : first,
            state.mode == .demo && !state.inbox.contains { $0.hasLink }
                ? "There is no link in the demo inbox now."
                : "Open the mailbox before: the link may be there already, or in its spam.")
    }

    /// Asks to whom Amazon mails one more link.
    private static func again(_ state: WizardState) -> DialogOverlay {
        var choices = state.waitingMails.map { mail in
            DialogOverlay.Choice(
                label: "To \(mail.to)", note: "for \(mail.place)",
                says: Says(
                    "Amazon mails \(mail.to) one more link, good for 24 hours."),
                run: { $0.mailAgain(to: mail) })
        }
        choices.append(.init(label: "Not now", says: Says("Closes this. No mail goes out.")))
        return DialogOverlay(
            title: "Send one more mail?",
            lines: [.init("It comes from Amazon, with a link to click. Nothing else changes.")], choices: choices,
            isMenu: true, escapeWords: "not now")
    }
}
