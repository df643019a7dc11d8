import Calls
import Canvas
import Design

/// What stands over a setup that was begun earlier: its credentials by name, not asked again yet.
enum AskAgain {
    /// The question; nil when there is nobody to ask.
    static func dialog(_ state: WizardState) -> DialogOverlay? {
        let width = min(74, state.size.columns - 6) - 8
        var lines: [DialogOverlay.Line] = []
        for (side, proposal) in state.callers.proposed {
            let name = TextCut.padded("\(side.words), \(proposal.choice.words)", 33)
            lines.append(.init(name + proposal.words(state.stage == nil ? state.now : nil)))
            lines.append(.init("  " + state.outlook(proposal.choice).words(width - 2, then: "")))
        }
        guard !lines.isEmpty else { return nil }
        return DialogOverlay(
            title: "Use these credentials again?", lines: lines,
            choices: [
                .init(
                    label: "Ask who they are",
                    says: Says(
                        "Does what stands above, asks STS who they are, then reads what is there.",
                        state.readingWords),
                    run: { $0.acceptProposals() }),
                .init(
                    label: "Not now",
                    says: Says("Nothing runs and nobody is asked. Screen 1 asks whenever you like.")),
            ], escapeWords: "not now")
    }
}
