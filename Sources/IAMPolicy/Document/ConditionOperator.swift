/// A condition operator: a comparison, perhaps over sets, perhaps only if the key exists.
public struct ConditionOperator: Hashable, Sendable {
    /// How a key with several values is treated.
    public enum SetRule: String, Hashable, Sendable {
        /// Every value of the request must pass; true when there is none.
        case all = "ForAllValues"
        /// One value of the request must pass; false when there is none.
        case any = "ForAnyValue"
    }

    /// The comparison.
    public let comparison: Comparison
    /// The set rule, if one is written.
    public let set: SetRule?
    /// Whether an absent key makes the condition true.
    public let ifExists: Bool
    /// The operator as written.
    public let text: String

    /// Makes an operator; its text is the canonical one.
    public init(_ comparison: Comparison, set: SetRule? = nil, ifExists: Bool = false) {
        self.comparison = comparison
        self.set = set
        self.ifExists = ifExists
        text = (set.map { $0.rawValue + ":" } ?? "") + comparison.rawValue + (ifExists ? "IfExists" : "")
    }

    /// Understands an operator as written, for instance `ForAnyValue:StringLikeIfExists`, in any case of letters.
    ///
    /// `NullIfExists` is no operator. Returns nil for an unknown one.
    public init?(_ text: String) {
        var rest = text.lowercased()[...]
        var set: SetRule?
        for rule in [SetRule.all, .any] where rest.hasPrefix(rule.rawValue.lowercased() + ":") {
            set = rule
            rest = rest.dropFirst(rule.rawValue.count + 1)
        }
        let ifExists = rest.hasSuffix("ifexists")
        if ifExists { rest = rest.dropLast("ifexists".count) }
        guard let comparison = Comparison.named(String(rest)), !(ifExists && comparison == .null) else { return nil }
        self.comparison = comparison
        self.set = set
        self.ifExists = ifExists
        self.text = text
    }

    /// Whether two operators mean the same, whatever their letters.
    public func means(_ other: ConditionOperator) -> Bool {
        comparison.canonical == other.comparison.canonical && set == other.set && ifExists == other.ifExists
    }

    /// Decides over the request's values; `matches` says whether one of them equals one of the policy's.
    func combine(_ found: ContextValue?, _ matches: (String) -> Bool) -> Bool {
        let negated = comparison.isNegated
        guard let found else {
            if ifExists { return true }
            switch set {
            case .all: return true
            case .any: return false
            case nil: return negated
            }
        }
        switch (set, found) {
        case (.all, .one(let value)): return matches(value) != negated
        case (.all, .list(let values)): return values.allSatisfy { matches($0) != negated }
        case (.any, .one(let value)): return matches(value) != negated
        case (.any, .list(let values)): return values.contains { matches($0) != negated }
        case (nil, .one(let value)): return matches(value) != negated
        case (nil, .list(let values)):
            if values.isEmpty { return ifExists || negated }
            return values.contains(where: matches) != negated
        }
    }
}
