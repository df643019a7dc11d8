import Wire

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
                    label: "Leave", says: Says("Waits for the call in flight, keeps everything, leaves."),
                    run: { _ in [.saveState, .quit] }),
                .init(label: "Stay", says: Says("Goes on with the changes.")),
            ],
            selected: 1, escapeWords: "stay", asksToLeave: true)
    }

    /// Asks whether a program that the kubeconfig names may run for credentials.
    static func run(_ request: ProgramRequest) -> DialogOverlay {
        let id = request.id
        return DialogOverlay(
            title: "Run a program for the cluster's credentials?", lines: request.lines.map { .init($0) },
            choices: [
                .init(
                    label: "Run it", says: Says("It is run now, and from now on without asking."),
                    run: { _ in [.answerProgram(id, true)] }),
                .init(
                    label: "Do without", says: Says("It is not run: what only the cluster knows cannot be told."),
                    run: { _ in [.answerProgram(id, false)] }),
            ], copyText: request.command, selected: 1, escapeWords: "do without",
            escape: { _ in [.answerProgram(id, false)] }, copyWords: "the command")
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
                    label: "Start over", says: Says("Everything that was made in the demo is gone then."),
                    run: { _ in [.demo(.reset)] }),
                .init(label: "Not now", says: Says("Changes nothing.")),
            ], selected: 1)
    }
}
