/// Compares what policy documents mean: order, string against list, and repetition do not count.
public enum PolicyComparison {
    /// Whether two documents mean the same.
    ///
    /// With `ignoringSids` names of statements do not count; SES and IAM attach no meaning to them.
    public static func equal(_ one: PolicyDocument, _ other: PolicyDocument, ignoringSids: Bool = true) -> Bool {
        let first = CanonicalPolicy(one)
        let second = CanonicalPolicy(other)
        return first.means(second) && (ignoringSids || first.sids == second.sids)
    }

    /// What changes when the first document is replaced by the second, statement by statement.
    public static func differences(
        from old: PolicyDocument, to new: PolicyDocument, ignoringSids: Bool = true
    ) -> [PolicyDifference] {
        DifferenceFinder(old: old, new: new, ignoringSids: ignoringSids).differences
    }

    /// Whether replacing the first document by the second widens or narrows what is permitted.
    public static func change(from old: PolicyDocument, to new: PolicyDocument) -> PermissionChange {
        PermissionOrder.change(from: CanonicalPolicy(old), to: CanonicalPolicy(new))
    }

    /// Whether the second document permits, or may permit, something the first does not.
    public static func broadens(from old: PolicyDocument, to new: PolicyDocument) -> Bool {
        change(from: old, to: new).mayBroaden
    }
}

/// One change between two policy documents.
public struct PolicyDifference: Hashable, Sendable {
    /// Where, in the words of the document: `Statement[0].Condition.StringEquals.aws:SourceIp`.
    public let path: String
    /// What was there; nil when nothing was.
    public let from: String?
    /// What will be there; nil when nothing will.
    public let to: String?
    /// The change for people: `Who may use the role: - service account default/sender + service account mail/sender`.
    public let sentence: String

    /// Describes a change.
    public init(path: String, from: String?, to: String?, sentence: String) {
        self.path = path
        self.from = from
        self.to = to
        self.sentence = sentence
    }
}
