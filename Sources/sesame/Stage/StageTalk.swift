import ArgumentParser
import Canvas
import Stage

/// The talks that `--script` names.
enum StageTalk {
    /// A talk that comes with the program, or one of a file; without a name, none.
    static func read(_ name: String?) throws -> StageScript {
        guard name != nil else { return StageScript(title: "", chapters: []) }
        return StageScript(
            title: "Trial",
            chapters: [
                .init(
                    title: "The problem", sentences: ["Pods have to send mail."], plannedSeconds: 90,
                    steps: [
                        .init(
                            [.key(.enter)], does: "Guided setup", expected: .init(screen: "introduction"),
                            say: "Pods in one account, mail in another. No access keys."),
                        .init(
                            [.key(.enter)], does: "Go on", expected: .init(screen: "irsa"), watch: "the two accounts"),
                    ]),
                .init(
                    title: "Two accounts, two doors", sentences: ["Both have to open."], plannedSeconds: 120,
                    steps: [.init([.key(.enter)], does: "Next step"), .init([.key(.enter)], does: "Next step")]),
            ])
    }
}
