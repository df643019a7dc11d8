import Calls
public import Design
import Identifiers

extension Observations {
    /// What was read of the accounts and the cluster that are meant.
    ///
    /// What credentials of another account saw, and what another cluster said, is about somebody else: taken for an
    /// answer it would call things missing that are there.
    ///
    /// - Parameter subject: What is diagnosed.
    /// - Returns: The same, with a reason in place of each such answer.
    public func meant(by subject: Subject) -> Observations {
        var meant = self
        for (side, account) in [(Side.eks, subject.answers.eksAccount), (Side.ses, subject.answers.sesAccount)] {
            guard let account, let caller = caller(side)?.value, caller.account != account else { continue }
            meant.dismiss(
                side,
                "there are no credentials for \(account.text); those of the \(side.words) are of "
                    + caller.account.text)
        }
        switch ClusterRoute(subject, meant) {
        case .other(_, let found)?: meant.dismiss(.kubernetes, "the context leads to another cluster: \(found)")
        case .unproven(let reason)?: meant.dismiss(.kubernetes, reason)
        case .right?, nil: break
        }
        return meant
    }

    /// Puts a reason in place of all answers of a side, but for who was asked and how.
    private mutating func dismiss(_ side: Side, _ reason: String) {
        for call in calls where call.side == side && call.operation.service != .local {
            guard call != .getCallerIdentity(side), let answer = self[call], answer.isOfSomebody else { continue }
            self[call] = Answer(
                .failure(CallFailure(.doubtful, reason: reason)), at: answer.at, caller: answer.caller,
                isWhole: answer.isWhole)
        }
    }
}

extension Answer {
    /// Whether an account or a cluster said it: a value, that there is none, or that the caller may not look.
    fileprivate var isOfSomebody: Bool {
        switch outcome {
        case .success: true
        case .failure(let failure): failure.kind == .absent || failure.kind == .denied
        }
    }
}
