/// What the stage's director tells the wizard.
public enum StageNews: Sendable, Hashable {
    /// A chapter begins, counted from 1: its card is shown where cards are wanted.
    case chapter(Int)
    /// How long the talk has taken, and how long it is planned to take, in seconds.
    case clock(elapsed: Int, planned: Int)
    /// Something was done that the audience may know of, for example `Something is broken now.`
    case said(String)
    /// What was read of the world is old; nothing says why.
    case worldChanged
    /// Whether the script plays by itself now.
    case playing(Bool)
}
