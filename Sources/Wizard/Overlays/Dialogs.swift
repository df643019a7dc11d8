/// The dialogs that do not depend on a plan.
enum Dialogs {
    /// Asks whether to leave while a call is in flight.
    static var leave: DialogOverlay {
        DialogOverlay(
            title: "Leave now?",
            lines: [
                .init("A change is being written. It finishes before sesame leaves."),
                .init("The rest is made the next time: Continue on the first screen."),
            ],
            choices: [
                .init(
                    label: "Leave", answer: .leave,
                    says: Says("Waits for the call in flight, keeps everything, leaves.")),
                .init(label: "Stay", answer: .nothing, says: Says("Goes on with the changes.")),
            ],
            selected: 1, escapeWords: "stay")
    }

    /// Asks whether to put the demo back to its beginning.
    static var resetWorld: DialogOverlay {
        DialogOverlay(
            title: "Start the demo over?",
            lines: [
                .init("The simulated accounts become new: nothing set up, nobody verified."),
                .init("Your answers stay."),
            ],
            choices: [
                .init(
                    label: "Start over", answer: .resetWorld,
                    says: Says("Everything that was made in the demo is gone then.")),
                .init(label: "Not now", answer: .nothing, says: Says("Changes nothing.")),
            ])
    }

    /// What to break in the demo.
    static var faults: ListOverlay {
        ListOverlay(
            title: "Break one thing",
            rows: DemoFault.allCases.map { ListRow(id: $0.rawValue, text: $0.words, note: "") }, purpose: .faults)
    }
}
