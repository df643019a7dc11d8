/// The `Action` or `NotAction` of a statement.
public struct ActionElement: Hashable, Sendable {
    /// True for `NotAction`: the statement is about all actions but these.
    public let excludes: Bool
    /// The patterns in the order written.
    public let patterns: [ActionPattern]

    /// Makes an element from patterns.
    public init(_ patterns: [ActionPattern], excludes: Bool = false) {
        self.patterns = patterns
        self.excludes = excludes
    }

    /// Whether the statement is about the action, for instance `ses:SendEmail`.
    public func covers(_ action: String) -> Bool {
        covers(lowered: Array(action.lowercased().utf8))
    }

    func covers(lowered action: [UInt8]) -> Bool {
        patterns.contains { $0.wildcard.matches(action) } != excludes
    }
}
