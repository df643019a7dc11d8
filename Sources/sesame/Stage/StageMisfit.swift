import Canvas
import Stage

/// A step of a script, or a chapter's card, that does not fit the product any more.
struct StageMisfit: Hashable {
    /// The chapter, from 1.
    var chapter: Int
    /// The step in it, from 1; 0 for the chapter's card.
    var step: Int
    /// The line of the file that it begins on.
    var line: Int
    /// The sizes of the screen at which it does not fit.
    var sizes: [Size]
    /// What the script says.
    var expected: String
    /// What is there instead.
    var found: String
    /// The rows that the stage shows, where they help.
    var rows: [String]
}

/// What came of going through a script.
struct StageCheckResult {
    /// The size of the screen.
    var size: Size
    /// How many steps were gone through, and how many of the script were not.
    var tried = 0
    var untried = 0
    /// What does not fit, in the order of the script.
    var misfits: [StageMisfit] = []
}

extension Size {
    /// For example `80x24`.
    var words: String { "\(columns)x\(rows)" }
}
