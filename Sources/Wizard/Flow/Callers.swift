import Calls
import Design
import Identifiers

/// Whose credentials each account is asked with; the cluster is asked with those of its account.
struct Callers: Hashable, Sendable {
    /// The sides that have credentials of their own.
    static let sides: [Side] = [.eks, .ses]

    /// Profiles that a flag or the answers file of this run named: naming is choosing.
    let named: [Side: String]
    /// When AWS last said who a side's credentials are, in this run or an earlier one.
    private(set) var asked: [Side: Moment] = [:]
    private var callers: [Side: Caller] = [:]
    /// Whether one account for both sides is what is wanted.
    var isOneAccountWanted = false

    /// The account that both sides' credentials turned out to be of; nil where they differ, or nobody knows.
    var sameAccount: AccountID? {
        guard let account = self[.eks].answer?.account, account == self[.ses].answer?.account else { return nil }
        return account
    }

    /// Nobody so far.
    ///
    /// - Parameter answers: The answers of the run's beginning, whose profiles may have been named.
    init(_ answers: Answers) {
        named = [Side.eks: FieldID.eksProfile, .ses: .sesProfile].compactMapValues { field in
            let isNamed = (answers.provenance(of: field)?.precedence ?? 0) >= Provenance.explicit
            return isNamed ? answers[field] : nil
        }
    }

    /// What is known about a side's credentials.
    subscript(_ side: Side) -> Caller { callers[side == .kubernetes ? .eks : side] ?? .unchosen }

    /// The sides that have credentials, or proposed ones, or are left to their owners.
    var taken: [Side: CallerChoice] { callers.compactMapValues { $0.choice ?? $0.proposal?.choice } }

    /// What is kept for the next run.
    var kept: [Side: CallerChoice] { callers.compactMapValues(\.kept) }

    /// Whose credentials calls may be made with: chosen by a person, and AWS said who they are.
    var inUse: [Side: CallerChoice] { callers.compactMapValues { $0.answer == nil ? nil : $0.choice } }

    /// The credentials that do not work.
    var failed: [(side: Side, choice: CallerChoice)] {
        Callers.sides.compactMap { side in
            guard case .failed(let choice, _) = self[side] else { return nil }
            return (side, choice)
        }
    }

    /// What is proposed and not answered yet.
    var proposed: [(side: Side, proposal: CallerProposal)] {
        Callers.sides.compactMap { side in self[side].proposal.map { (side, $0) } }
    }

    /// Whether a side has credentials that nobody was asked about yet, because nobody said yes: no hand-over so far.
    func isNotAsked(_ side: Side) -> Bool { self[side].proposal?.isSomebody == true }

    mutating func propose(_ proposal: CallerProposal, to side: Side) { callers[side] = .proposed(proposal) }

    /// A person chose credentials, and AWS is being asked who they are.
    mutating func ask(_ choice: CallerChoice, for side: Side, _ id: EffectID) { callers[side] = .asking(choice, id) }

    /// A person left a side to its owner.
    mutating func handOver(_ side: Side) { callers[side] = .handOver }

    /// Takes AWS's answer.
    ///
    /// - Returns: The side that was asked about; nil when its credentials were changed meanwhile.
    mutating func answered(_ id: EffectID, _ result: Result<CallerReport, Problem>, at now: Moment) -> Side? {
        for side in Callers.sides {
            guard case .asking(let choice, id) = self[side] else { continue }
            switch result {
            case .failure(let trouble): callers[side] = .failed(choice, trouble)
            case .success(let answer):
                callers[side] = .known(choice, answer)
                asked[side] = now
            }
            return side
        }
        return nil
    }

    /// Proposes what was chosen in an earlier run; files may have changed since, so nobody is asked by it.
    mutating func restore(_ choices: [Side: CallerChoice], asked times: [Side: Moment]) {
        asked = times
        callers = [:]
        for side in Callers.sides {
            guard let choice = choices[side] else { continue }
            callers[side] =
                choice == .handOver
                ? .handOver : .proposed(CallerProposal(choice: choice, reason: .earlier(times[side])))
        }
    }
}
