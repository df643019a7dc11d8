public import Wire

/// One condition: an operator, a key of the request, and the values it is compared with.
public struct Condition: Hashable, Sendable {
    /// How request and policy are compared.
    public let `operator`: ConditionOperator
    /// The condition key as written; compared without regard to case.
    public let key: String
    /// The values as written; numbers and booleans as their literals.
    public let values: [String]
    /// Where the key stands in its text.
    public let position: SourcePosition
    /// The key in lower case, as request contexts are asked.
    let lookup: String
    let test: ConditionTest

    /// Compiles a condition.
    ///
    /// `variables` says whether `${…}` is a policy variable, which it is since 2012-10-17.
    public init(
        _ operator: ConditionOperator, key: String, values: [String], variables: Bool = true,
        position: SourcePosition = .start
    ) {
        self.operator = `operator`
        self.key = key
        self.values = values
        self.position = position
        lookup = key.lowercased()
        test = ConditionTest(`operator`.comparison, values: values, variables: variables)
    }

    /// Whether the condition holds in a request's context, for certain.
    public func holds(in context: RequestContext) -> Bool { truth(in: context) == .yes }

    /// Whether the condition holds in a request's context, as far as the context is known.
    public func truth(in context: RequestContext) -> Truth {
        let found = context.values(lowered: lookup)
        if found == nil, context.isUnknown(lowered: lookup) { return .depends }
        if case .presence(let values) = test { return Truth(values.contains(found == nil)) }
        return `operator`.combine(found) { test.matches($0, in: context) }
    }

    /// The keys that keep the condition from being decided: its own, or those of its values' variables.
    func unknownKeys(in context: RequestContext) -> [String] {
        context.isUnknown(lowered: lookup)
            ? [key] : test.variables.filter { context.isUnknown(lowered: $0.key) }.map(\.name)
    }
}
