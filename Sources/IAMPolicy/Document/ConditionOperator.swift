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
    ///
    /// For a set rule a key whose values are all empty is one without values.
    /// Source: IAM user guide, "Set operators for multivalued context keys" ("a null data set, such as an empty
    /// string").
    func combine(_ found: ContextValue?, _ matches: (String) -> Truth) -> Truth {
        let negated = comparison.isNegated
        guard let found else {
            if ifExists { return .yes }
            switch set {
            case .all: return .yes
            case .any: return .no
            case nil: return Truth(negated)
            }
        }
        switch (set, found) {
        case (.all, _):
            let values = found.all
            return values.allSatisfy(\.isEmpty) ? .yes : values.all { matches($0).negated(negated) }
        case (.any, _):
            let values = found.all
            return values.allSatisfy(\.isEmpty) ? .no : values.any { matches($0).negated(negated) }
        case (nil, .one(let value)): return matches(value).negated(negated)
        case (nil, .list(let values)):
            if values.isEmpty { return Truth(ifExists || negated) }
            return values.any(matches).negated(negated)
        }
    }
}
