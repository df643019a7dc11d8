/// Times of a talk in words.
enum StageTime {
    /// Minutes and seconds: `6:45`, `75:10`.
    static func words(seconds: Int) -> String {
        let seconds = max(0, seconds)
        let rest = seconds % 60
        return "\(seconds / 60):\(rest < 10 ? "0" : "")\(rest)"
    }

    /// Minutes and seconds of milliseconds.
    static func words(milliseconds: Int64) -> String { words(seconds: Int(milliseconds / 1000)) }

    /// How far a talk is ahead of its plan: `0:55 ahead`, `0:20 late`, `on time`.
    static func ahead(_ seconds: Int) -> String {
        seconds == 0 ? "on time" : "\(words(seconds: abs(seconds))) \(seconds > 0 ? "ahead" : "late")"
    }

    /// The key, or the word, that an armed fault waits for.
    static func words(_ cue: StageScript.Cue) -> String {
        switch cue {
        case .send: "s"
        case .apply: "a"
        case .check: "check"
        }
    }

    /// What an armed fault waits for, in a sentence.
    static func sentence(_ cue: StageScript.Cue) -> String {
        switch cue {
        case .send: "just before the next message is sent"
        case .apply: "just before the next apply"
        case .check: "just before the next diagnosis or check"
        }
    }
}
