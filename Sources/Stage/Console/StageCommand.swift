/// What a presenter wants of the stage: from a console in a second terminal, or from the stage's own lists.
public enum StageCommand: Sendable, Hashable {
    /// Press the next key of the script.
    case next
    /// Take the last key back: screen and world as before it.
    case back
    /// Play the script by itself, or pause.
    case play(Bool)
    /// Go to the beginning of a chapter, counted from 1, with the world of that moment.
    case chapter(Int)
    /// A fresh world, chapter 1, the clock at 0:00.
    case startOver
    /// Break a fault now; the name of its scenario.
    case breaks(String)
    /// Break the fault of a number in the menu, counted from 1; nil for a surprise.
    case breaksNumber(Int?)
    /// Break it just before the next of something.
    case arms(String, StageScript.Cue)
    /// Mend it, or disarm it.
    case mends(String)
    /// Find out what would come of a fault, the reports tell it; nil where nobody looks at one any more.
    case foretell(String?)
    /// Turn the masks on or off.
    case mask
    /// Go on with the recording that was made at rehearsal.
    case showRecording
}
