/// An Allow statement that would have granted a request but for one or more of its elements.
public struct NearestMiss: Hashable, Sendable {
    /// The element of a statement that did not fit.
    public enum Element: String, Hashable, Sendable {
        /// `Principal` or `NotPrincipal`.
        case principal = "Principal"
        /// `Action` or `NotAction`.
        case action = "Action"
        /// `Resource` or `NotResource`.
        case resource = "Resource"
        /// One condition.
        case condition = "Condition"
    }

    /// One element that did not fit.
    public struct Failure: Hashable, Sendable {
        /// Which element.
        public let element: Element
        /// The condition key, for a condition.
        public let key: String?
        /// What the request carries; nil when it lacks the key.
        public let found: String?
        /// What the policy wants.
        public let wanted: String
        /// What exactly differs, where that can be said, for instance "the namespace differs".
        public let difference: String?
        /// The failure in words, without a full stop.
        public let sentence: String
    }

    /// The statement.
    public let statement: StatementReference
    /// The policy type it belongs to.
    public let blame: Blame
    /// What did not fit, most telling first.
    public let failures: [Failure]

    /// The miss in words: which statement, and what did not fit.
    public var sentence: String {
        "\(statement.words): " + failures.map(\.sentence).joined(separator: "; ")
    }
}
