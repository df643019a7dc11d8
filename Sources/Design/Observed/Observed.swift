public import Calls

/// What came back for a question asked of the world, as far as it is understood.
public enum Observed<Value: Sendable>: Sendable {
    /// The thing exists and looks like this.
    case value(Value)
    /// The caller may look, and the thing does not exist.
    case absent
    /// The caller may not look.
    case denied(Denial)
    /// Nobody answered, or there are no credentials to ask with.
    ///
    /// The text is a sentence without its final period.
    case unreachable(String)
    /// Somebody could be asked, and gave no answer: to slow down, credentials that have ended, a fault of their own, a
    /// caller that is not known, a way that is wrong.
    case doubtful(Doubt)

    /// The value, when there is one.
    public var value: Value? {
        guard case .value(let value) = self else { return nil }
        return value
    }

    /// Whether the question was answered, with a value or with "does not exist".
    public var isKnown: Bool {
        switch self {
        case .value, .absent: true
        case .denied, .unreachable, .doubtful: false
        }
    }

    /// Why the answer is not known, as it follows "cannot tell: ".
    ///
    /// Example: `needs ses:GetAccount in 444455556666`. Nil when the answer is known.
    public var cannotTell: String? {
        switch self {
        case .value, .absent: nil
        case .denied(let denial): denial.words
        case .unreachable(let reason): reason
        case .doubtful(let doubt): doubt.reason
        }
    }

    /// The same answer with its value changed into another.
    public func map<Other: Sendable>(_ change: (Value) -> Other) -> Observed<Other> {
        switch self {
        case .value(let value): .value(change(value))
        case .absent: .absent
        case .denied(let denial): .denied(denial)
        case .unreachable(let reason): .unreachable(reason)
        case .doubtful(let doubt): .doubtful(doubt)
        }
    }
}

extension Observed {
    /// The value followed by what hangs on it; nil when that was not asked.
    func joined<Other>(_ next: (Value) -> Observed<Other>?) -> Observed<Other>? {
        switch self {
        case .value(let value): next(value)
        case .absent: .absent
        case .denied(let denial): .denied(denial)
        case .unreachable(let reason): .unreachable(reason)
        case .doubtful(let doubt): .doubtful(doubt)
        }
    }

    /// Why there is no value, as a failed call says it.
    public init(_ failure: CallFailure, of call: Call) {
        switch failure.kind {
        case .absent: self = .absent
        case .denied:
            self = .denied(
                Denial(
                    permission: failure.permission ?? call.permission, place: failure.place ?? "the \(call.side.words)",
                    purpose: failure.purpose, right: failure.right(of: call)))
        case .unreachable: self = .unreachable(failure.reason)
        case .doubtful: self = .doubtful(Doubt(failure.reason))
        case .misconfigured: self = .doubtful(Doubt(failure.reason, exitCode: .badData))
        }
    }
}

extension CallFailure {
    /// The right that the cluster refused: as it was told, or the one that the call needs where nothing else is named.
    public func right(of call: Call) -> KubernetesRight? {
        if let right { return right }
        guard let right = call.right, permission == nil || permission == right.permission else { return nil }
        return right
    }
}

extension Observed where Value: AnswerView {
    /// What an answer says.
    init(_ answer: Answer, to call: Call) {
        switch answer.outcome {
        case .failure(let failure): self.init(failure, of: call)
        case .success(let value):
            do throws(ViewProblem) {
                self = .value(try Value(value, of: call))
            } catch {
                let who = call.side == .kubernetes ? "the cluster" : "AWS"
                self = .unreachable("the answer of \(who) is not understood: \(error.reason)")
            }
        }
    }
}

extension Observed: Equatable where Value: Equatable {}
extension Observed: Hashable where Value: Hashable {}
