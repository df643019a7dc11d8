/// A condition freed of what means nothing.
struct CanonicalCondition: Hashable {
    let comparison: Comparison
    let set: ConditionOperator.SetRule?
    let ifExists: Bool
    let key: String
    let values: Set<String>

    init(_ condition: Condition) {
        comparison = condition.operator.comparison.canonical
        set = condition.operator.set
        ifExists = condition.operator.ifExists
        key = condition.lookup
        let ignoresCase: Bool =
            switch comparison {
            case .stringEqualsIgnoreCase, .stringNotEqualsIgnoreCase, .bool, .null: true
            default: false
            }
        values = Set(ignoresCase ? condition.values.map { $0.lowercased() } : condition.values)
    }

    private init(_ other: CanonicalCondition, value: String) {
        comparison = other.comparison
        set = other.set
        ifExists = other.ifExists
        key = other.key
        values = [value]
    }

    /// The condition with one of its values.
    func with(_ value: String) -> CanonicalCondition { CanonicalCondition(self, value: value) }

    /// Whether every request that passes the other condition passes this one; false when it cannot be told.
    func isImplied(by other: CanonicalCondition) -> Bool {
        guard key == other.key, set == other.set, ifExists || !other.ifExists else { return false }
        if comparison == other.comparison {
            if comparison.isNegated { return values.isSubset(of: other.values) }
            return other.values.allSatisfy { value in
                values.contains(value) || (comparison.takesWildcards && Coverage.some(values, cover: value))
            }
        }
        guard comparison == .stringLike, other.comparison == .stringEquals else { return false }
        return other.values.allSatisfy { value in values.contains { Wildcard($0).matches(value) } }
    }
}
