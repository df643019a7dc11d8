import Canvas
import Stage

/// The presenter's keys on the stage; they are shown nowhere.
enum StageBindings {
    /// The keys of the demo's stage: chapters, one thing to break, start over, one key back, play by itself.
    ///
    /// - Parameters:
    ///   - state: The state.
    ///   - own: The screen's own keys, which keep what they mean there.
    /// - Returns: None where there is no stage, and on real accounts, which cannot go back.
    static func all(_ state: WizardState, own: [Binding]) -> [Binding] {
        guard state.stage != nil, state.mode == .demo else { return [] }
        let isPlaying = state.staging.isPlaying
        let bindings: [Binding] = [
            key(.character("g")) { $0.show(ChaptersOverlay($0)) },
            key(.character("b")) { $0.show(FaultNumberOverlay()) },
            key(.character("o")) { $0.show(startOver) },
            key(.character(" ")) { $0.play(!isPlaying) },
            key(.left) { _ in [.stage(.back)] },
        ]
        return bindings.filter { binding in !own.contains { !$0.keys.allSatisfy { !binding.keys.contains($0) } } }
    }

    private static func key(_ key: Key, run: @escaping Handler) -> Binding {
        Binding.hidden([key], run: run).forPresenter()
    }

    /// Asks once whether to begin anew; an Enter too many does not.
    static var startOver: DialogOverlay {
        var dialog = DialogOverlay(
            title: "Start over?",
            lines: [
                .init("A fresh world and chapter 1: nothing set up, nobody verified."),
                .init("What was made since the beginning is gone then."),
            ],
            choices: [
                .init(
                    label: "Start over", says: Says("Everything is as at the beginning of the talk."),
                    run: { _ in [.stage(.startOver)] }),
                .init(label: "Not now", says: Says("Changes nothing.")),
            ], selected: 1)
        dialog.isForPresenter = true
        return dialog
    }
}

extension WizardState {
    /// Wants the script played by itself, or paused.
    mutating func play(_ isOn: Bool) -> [WizardEffect] {
        staging.isPlaying = isOn
        return [.stage(.play(isOn))]
    }
}
