import Canvas
import Stage

/// The presenter's keys on the stage: help tells them, nothing else does; and Enter while rows turn.
enum StageBindings {
    /// Enter while rows wait for their turn.
    static let showRows = Binding([.enter], "Enter", "show all", place: .enter) { $0.turnAllRows() }
        .named("Show all rows", "Rows turn one after the other; this shows them all at once.")

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
            key("g", "chapters") { $0.show(ChaptersOverlay($0)) },
            key("b", "break one thing by its number") { $0.show(FaultNumberOverlay()) },
            key("o", "start over") { $0.show(startOver) },
            key(" ", isPlaying ? "pause" : "play by itself") { $0.play(!isPlaying) },
            back,
        ]
        return bindings.filter { binding in !own.contains { !$0.keys.allSatisfy { !binding.keys.contains($0) } } }
    }

    /// Takes the last key back.
    private static let back = Binding([.left], "Left", "take the last key back", place: .help, isListed: false) { _ in
        [.stage(.back)]
    }.forPresenter()

    private static func key(_ letter: Character, _ label: String, run: @escaping Handler) -> Binding {
        let key = Key.character(letter)
        return Binding([key], key.words, label, place: .help, isListed: false, run: run).forPresenter()
    }

    /// The keys of what lies over a screen, as they are on the stage: Left takes a key back there as well.
    ///
    /// - Parameters:
    ///   - state: The state.
    ///   - own: The overlay's own keys.
    /// - Returns: The keys that work.
    static func over(_ state: WizardState, own: [Binding]) -> [Binding] {
        guard state.leavesLeft else { return own }
        // What only Left said is said by Right.
        let moved = own.first { $0.keys == [.left] }
        return own.compactMap { binding in
            var binding = binding
            if binding.keys.contains(.left) {
                binding.keys.removeAll { $0 == .left }
                if binding.keyWords == "Left/Right", binding.keys.contains(.up) { binding.keyWords = "Up/Down" }
            } else if let moved, binding.keys.contains(.right), binding.place == .hidden {
                let (keys, run) = (binding.keys, binding.run)
                binding = moved
                (binding.keys, binding.keyWords, binding.run) = (keys, "Right", run)
            }
            return binding.keys.isEmpty ? nil : binding
        } + [back]
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
