import Stage
import Terminal

/// What effects ask of the terminal.
struct TerminalWishes {
    /// What the loop does next.
    var loop = LoopDecision()
    /// Whether the live demo is to start instead of this run.
    var startsDemo = false
    /// What a presenter wants of the stage.
    var stage: [StageCommand] = []
    /// Texts to show outside the full screen.
    var raw: [String] = []
}
