public import Wire

/// A case with its decision.
public struct PolicyCaseResult: Sendable {
    /// The case.
    public let policyCase: PolicyCase
    /// What was decided.
    public let decision: Decision

    /// Pairs a case with its decision.
    public init(_ policyCase: PolicyCase, _ decision: Decision) {
        self.policyCase = policyCase
        self.decision = decision
    }

    /// Whether the outcome is another than the case expects; cases that are unsure differ from nothing.
    public var differs: Bool {
        guard let expected = policyCase.expected, policyCase.unsure == nil else { return false }
        return expected != decision.decision
    }

    /// The result as one entry of `results`.
    public var json: JSONValue {
        let deciding: JSONValue =
            decision.deciding.map { statement in
                .members([
                    ("policy", .string(statement.policy)),
                    ("sid", statement.sid.map { .string($0) } ?? .null),
                    ("index", .number(String(statement.index))),
                    ("line", .number(String(statement.line))),
                ])
            } ?? .null
        return .members([
            ("name", .string(policyCase.name)),
            ("decision", .string(decision.decision.rawValue)),
            ("blame", .array(decision.blame.map { .string($0.rawValue) })),
            ("deciding", deciding),
            ("reason", .string(decision.reason)),
        ])
    }
}
