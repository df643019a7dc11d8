/// What the stage keeps besides how it looks: keys that were pressed, the last call, rows that wait for their turn.
struct Staging: Sendable {
    /// The keys that were pressed last, with what they did.
    var keys = StageKeys()
    /// The call that row 23 shows.
    var ticker = StageTicker()
    /// What waits so that rows turn at a calm pace.
    var pace = StagePace()
    /// Seconds that the talk has taken, and that it is planned to take; nil while nobody told.
    var clock: (elapsed: Int, planned: Int)?
    /// Whether the script plays by itself.
    var isPlaying = false

    /// The time of the talk: `5:10 of 10:00`; empty while nobody told.
    var clockWords: String {
        clock.map { "\(Self.words($0.elapsed)) of \(Self.words($0.planned))" } ?? ""
    }

    private static func words(_ seconds: Int) -> String {
        let rest = max(0, seconds) % 60
        return "\(max(0, seconds) / 60):\(rest < 10 ? "0" : "")\(rest)"
    }
}
