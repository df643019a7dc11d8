import Calls
import Design
import Identifiers
import Wire

/// Asks what is meant where the credentials of both sides are one account's: that is no cross-account setup.
enum SameAccount {
    static func dialog(_ state: WizardState) -> DialogOverlay {
        let account = state.callers.sameAccount?.text ?? ""
        let lines = [Side.eks, .ses].compactMap { side in
            state.callers[side].choice.map { choice in
                DialogOverlay.Line("\(side.words), \(choice.words) is ".blankPadded(to: 40) + account)
            }
        }
        return DialogOverlay(
            title: "One account for both sides", titleMark: .attention,
            lines: lines + [.init(""), .init("Mail goes from one account through another one here.")],
            choices: [
                .init(
                    label: "Hand-over for the SES account", note: "its owner does that part",
                    says: Says(
                        "You do the EKS account's part; sesame writes files and a note for the SES account's owner.",
                        "The commands do the same with --side eks."),
                    run: { $0.choose(.handOver, for: .ses) }),
                .init(
                    label: "Choose other credentials", note: "for the SES account",
                    says: Says("Opens the list of credentials. The account is asked before anything else."),
                    run: { $0.show(CallerList.overlay($0, .ses)) }),
                .init(
                    label: "It is one account", note: "the identity is in it too",
                    says: Says("Goes on with \(account) for both. Nothing is written before screen 6."),
                    run: { state in
                        state.callers.isOneAccountWanted = true
                        state.freeFocus()
                        return [.saveState]
                    }),
            ], isMenu: true, escapeWords: "decide later")
    }
}
