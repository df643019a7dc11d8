/// One change between two policy documents.
public struct PolicyDifference: Hashable, Sendable {
    /// Where, in the words of the document: `Statement[0].Condition.StringEquals.aws:SourceIp`.
    public let path: String
    /// What was there; nil when nothing was.
    public let from: String?
    /// What will be there; nil when nothing will.
    public let to: String?
    /// The change for people: `Who may use the role: − service account default/sender + service account mail/sender`.
    public let sentence: String

    /// Describes a change.
    public init(path: String, from: String?, to: String?, sentence: String) {
        self.path = path
        self.from = from
        self.to = to
        self.sentence = sentence
    }
}
