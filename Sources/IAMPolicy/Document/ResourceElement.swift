/// The `Resource` or `NotResource` of a statement.
public struct ResourceElement: Hashable, Sendable {
    /// True for `NotResource`: the statement is about all resources but these.
    public let excludes: Bool
    /// The patterns in the order written.
    public let patterns: [ResourcePattern]

    /// Makes an element from patterns.
    public init(_ patterns: [ResourcePattern], excludes: Bool = false) {
        self.patterns = patterns
        self.excludes = excludes
    }

    /// Whether the statement is about the resource for certain, with variables filled from the context.
    public func covers(_ resource: String, in context: RequestContext = RequestContext()) -> Bool {
        covers(bytes: Array(resource.utf8), in: context) == .yes
    }

    func covers(bytes resource: [UInt8], in context: RequestContext) -> Truth {
        patterns.any { $0.pattern.matches(resource, in: context) }.negated(excludes)
    }
}
