import Design
import Stage
import Wizard

/// What `--stage` asks for: the talk, how it looks, what goes on when the network dies.
struct StagePlan {
    /// The talk; one without chapters where there is none.
    var script: StageScript
    /// Whether each chapter begins with its card.
    var hasCards = true
    /// Whether causes are shown at once.
    var revealsAtOnce = false
    /// What was recorded at rehearsal.
    var recording: StageRecording?

    /// How the wizard looks then.
    var look: StageLook {
        StageLook(
            chapters: script.chapters.map { StageLook.Chapter($0) }, hasCards: hasCards, revealsAtOnce: revealsAtOnce)
    }
}
