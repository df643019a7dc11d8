public import Canvas

/// A stage that can be attached to.
public struct StageAddress: Sendable, Hashable {
    /// The path of its socket.
    public var path: String
    /// What it is called in a list: `began at 12:00, process 4711`.
    public var words: String

    /// A stage.
    public init(path: String, words: String) {
        self.path = path
        self.words = words
    }
}

/// What happens to a console.
public enum ConsoleEvent: Sendable {
    /// A key was pressed.
    case key(Key)
    /// The terminal has another size.
    case resize(Size)
    /// It is now this late, in milliseconds of a clock that never goes back; comes before other events.
    case tick(Int64)
    /// The stage told how it stands.
    case report(StageReport)
    /// Answer to `attach` where it worked, or `lost` follows.
    case attached
    /// Answer to `look`: the stages that run.
    case found([StageAddress])
    /// The stage is gone, or could not be attached to: why, in a sentence.
    case lost(String)
}

/// What a console wants done.
public enum ConsoleEffect: Sendable, Hashable {
    /// Tell the stage.
    case send(StageCommand)
    /// Copy a text.
    case copy(String)
    /// Attach to a stage; answered by `attached` or `lost`.
    case attach(StageAddress)
    /// Look which stages run; answered by `found`.
    case look
    /// Draw everything again.
    case redraw
    /// Stop as a job of the shell.
    case suspend
    /// Leave; the stage goes on.
    case leave
}
