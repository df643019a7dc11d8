import Design

/// What is known about a side's credentials.
enum Caller: Hashable, Sendable {
    /// Nobody chose any.
    case unchosen
    /// Some are proposed; nothing of them has run, and nobody was asked.
    case proposed(CallerProposal)
    /// AWS is being asked who they are.
    case asking(CallerChoice, EffectID)
    /// AWS answered.
    case known(CallerChoice, CallerReport)
    /// They do not work.
    case failed(CallerChoice, Problem)
    /// There are none, and that is fine.
    case handOver

    /// What a person chose, or said yes to.
    var choice: CallerChoice? {
        switch self {
        case .unchosen, .proposed: nil
        case .asking(let choice, _), .known(let choice, _), .failed(let choice, _): choice
        case .handOver: .handOver
        }
    }

    /// What is kept for the next run: what was said yes to, now or then.
    var kept: CallerChoice? {
        if case .proposed(let proposal) = self, case .earlier = proposal.reason { return proposal.choice }
        return choice
    }

    var proposal: CallerProposal? {
        guard case .proposed(let proposal) = self else { return nil }
        return proposal
    }

    var answer: CallerReport? {
        guard case .known(_, let answer) = self else { return nil }
        return answer
    }

    var trouble: Problem? {
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
