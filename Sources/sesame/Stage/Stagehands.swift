import Canvas
import Stage
import Wizard

/// What the director has done by others: the wizard on the stage, the way back in time, the faults of the world.
///
/// The one place where they are wired together; ``FullScreen/stagehands()`` does it. What is left out cannot be done,
/// and the console says so.
struct Stagehands {
    // MARK: The wizard

    /// The wizard's state.
    var state: () -> WizardState
    /// Lets the wizard take an event.
    var tell: (WizardEvent) -> Void
    /// Presses a key on the stage, as if it was typed there.
    var press: (Key) -> Void

    // MARK: Time

    /// Milliseconds of a clock that never goes back.
    var now: () -> Int64 = { StageServer.now }
    /// How many keys were kept since the beginning; less after one was taken back.
    var kept: () -> Int = { 0 }
    /// What happens from now on belongs to the next key, and is taken back with it.
    var hold: () -> Void = {}
    /// How many keys can be taken back.
    var canTakeBack: () -> Int = { 0 }
    /// Takes the last key back, screen and world; false when there is none.
    var stepBack: () -> Bool = { false }
    /// Notes that a chapter begins here, by its number from 1.
    var mark: (Int) -> Void = { _ in }
    /// Goes to the beginning of a chapter that was begun before; false when there is none.
    var goToChapter: (Int) -> Bool = { _ in false }
    /// Begins anew, the world too; false when that cannot be.
    var startOver: () -> Bool = { false }
    /// How often the simulated world was changed.
    var changes: () -> Int = { 0 }

    // MARK: Faults

    /// What can be broken, and how it stands.
    var faults: () -> [StageReport.Fault] = { [] }
    /// Finds out what comes of the fault of a scenario's name, for ``faults`` to tell; nil where nobody looks at one.
    var foretell: (String?) -> Void = { _ in }
    /// Breaks, arms or mends something.
    var fault: (StageCommand) -> Outcome = { _ in Outcome(answer: "Nothing can be broken here.") }

    /// What came of breaking, arming or mending.
    struct Outcome {
        /// Whether the world is another one now.
        var changesWorld = false
        /// What the audience may read; empty for nothing.
        var says = ""
        /// What the presenter reads on the console; nil for nothing.
        var answer: String?
    }
}
