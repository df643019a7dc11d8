import Calls
import Identifiers
import Design
import Wire

/// The guard against writing in another account than the one that was named; there is no "continue anyway".
enum WrongAccount {
    static func dialog(_ state: WizardState, _ side: Side) -> DialogOverlay? {
        guard let mismatch = state.mismatch(on: side), let choice = state.callers[side].choice else { return nil }
        let field: FieldID = side == .eks ? .eksAccount : .sesAccount
        let source = state.answers.provenance(of: field)?.words ?? "named before"
        let named = "You named \(side.words)    \(mismatch.named)   (\(source))"
        let found = "\(choice.words) is ".blankPadded(to: 27) + "\(mismatch.found)   (AWS answered)"
        return DialogOverlay(
            title: "Another account than you named", titleMark: .wrong,
            lines: [
                .init(named), .init(found), .init(""),
                .init("sesame will write nothing in \(mismatch.found) while they differ."),
            ],
            choices: [
                .init(
                    label: "Choose other credentials", note: "for \(mismatch.named)",
                    says: Says("Opens the list of profiles. The account is asked before anything else."),
                    run: { $0.show(CallerList.overlay($0, side)) }),
                .init(
                    label: "The ID was wrong, use \(mismatch.found)", note: "nothing changes in AWS",
                    says: Says("Takes \(mismatch.found) as the \(side.words). Nothing is written in AWS."),
                    run: { state in
                        guard let found = state.callers[side].answer?.account.text else { return [] }
                        return state.enter(found, into: field)
                    }),
                .init(
                    label: "Hand-over for the \(side.words)", note: "its owner does that part",
                    says: Says("sesame writes files and a note for the owner of \(mismatch.named)."),
                    run: { $0.choose(.handOver, for: side) }),
            ],
            isMenu: true, copyText: "\(named)\n\(found)\n")
    }
}
