public import Wire

/// One resource of a statement: `*`, or an ARN that may hold wildcards and policy variables.
///
/// A `*` that ends a segment runs across colons, another one stays in its segment; in the last part colons are
/// characters like any other. Fewer than six parts are filled up with `*`. A policy variable counts in the last part
/// only, after the fifth colon; before that it is plain text, which no ARN of a request holds.
/// Source: IAM user guide, "IAM JSON policy elements: Resource" and "IAM policy elements: Variables and tags".
public struct ResourcePattern: Hashable, Sendable {
    /// The pattern as written.
    public let text: String
    /// Where it stands in its text.
    public let position: SourcePosition
    let pattern: TextPattern

    /// Compiles a pattern.
    ///
    /// `variables` says whether `${…}` is a policy variable, which it is since 2012-10-17.
    public init(_ text: String, variables: Bool = true, position: SourcePosition = .start) {
        self.text = text
        self.position = position
        pattern = TextPattern(resource: text, variables: variables)
    }

    /// Whether the pattern stands for more than one resource.
    public var isWild: Bool { pattern.isWild }

    /// Whether the pattern covers the resource for certain.
    public func matches(_ resource: String, in context: RequestContext = RequestContext()) -> Bool {
        pattern.matches(Array(resource.utf8), in: context) == .yes
    }
}
