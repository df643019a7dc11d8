/// What is known about a side's credentials.
enum Caller: Hashable, Sendable {
    /// Nobody chose any.
    case unchosen
    /// AWS is being asked who they are; nothing was asked yet when the ID is nil.
    case asking(CallerChoice, EffectID?)
    /// AWS answered.
    case known(CallerChoice, CallerAnswer)
    /// They do not work.
    case failed(CallerChoice, Trouble)
    /// There are none, and that is fine.
    case handOver

    var choice: CallerChoice? {
        switch self {
        case .unchosen: nil
        case .asking(let choice, _), .known(let choice, _), .failed(let choice, _): choice
        case .handOver: .handOver
        }
    }

    var answer: CallerAnswer? {
        guard case .known(_, let answer) = self else { return nil }
        return answer
    }

    var trouble: Trouble? {
        guard case .failed(_, let trouble) = self else { return nil }
        return trouble
    }

    var isSettled: Bool {
        switch self {
        case .known, .handOver: true
        default: false
        }
    }
}
