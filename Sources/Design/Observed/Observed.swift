/// What came back for a question asked of the world.
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

extension Observed: Equatable where Value: Equatable {}
extension Observed: Hashable where Value: Hashable {}
