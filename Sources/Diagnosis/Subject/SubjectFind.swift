public import Design

/// A value of the subject that nobody told, and what showed it.
public struct SubjectFind: Hashable, Sendable {
    /// The field.
    public let field: FieldID
    /// Its value, as an answers file would hold it.
    public let value: String
    /// From what it was found: `trust policy, sub`, `annotation of the service account`, or `given`.
    public let source: String

    /// A find.
    public init(_ field: FieldID, _ value: String, source: String) {
        self.field = field
        self.value = value
        self.source = source
    }
}

/// What is open because several would do, and who they are.
public struct SubjectChoice: Hashable, Sendable {
    /// What is open, as a row names it: `Service account`.
    public let label: String
    /// What showed them: `trust policy, sub`.
    public let source: String
    /// The choices.
    public let options: [Option]

    /// One of them.
    public struct Option: Hashable, Sendable {
        /// The choice in words: `default/ses-sender`.
        public let words: String
        /// What it answers.
        public let values: [Paste.Value]
        /// The word that chooses it after `sesame doctor`.
        public let word: String
    }
}
