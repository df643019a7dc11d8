public import Wire

/// The whole `Condition` of a statement: every condition in it must hold.
public struct ConditionBlock: Hashable, Sendable {
    /// The conditions in the order written, one per operator and key.
    public let conditions: [Condition]

    /// Makes a block.
    public init(_ conditions: [Condition]) { self.conditions = conditions }

    /// Whether nothing is asked.
    public var isEmpty: Bool { conditions.isEmpty }

    /// The conditions on a key, in any case of letters.
    public func on(_ key: String) -> [Condition] {
        let lowered = key.lowercased()
        return conditions.filter { $0.lookup == lowered }
    }

    func truth(in context: RequestContext) -> Truth { conditions.all { $0.truth(in: context) } }

    /// The block as JSON: operator, then key, then value or values.
    public var json: JSONValue {
        var operators: [String] = []
        for condition in conditions where !operators.contains(condition.operator.text) {
            operators.append(condition.operator.text)
        }
        return .members(
            operators.map { text in
                let entries = conditions.filter { $0.operator.text == text }
                return (text, .members(entries.map { ($0.key, .oneOrMany($0.values)) }))
            })
    }
}
