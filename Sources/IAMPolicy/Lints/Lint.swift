public import Wire

/// One finding of a check on policy documents, with its evidence and what to do.
public struct Lint: Hashable, Sendable {
    /// The check's stable code.
    public let code: LintCode
    /// How bad it is here.
    public let severity: LintSeverity
    /// What was found, in a sentence.
    public let sentence: String
    /// The value that gave it away, as the document has it; nil where something is missing.
    public let evidence: String?
    /// What to do about it, in a sentence.
    public let fix: String
    /// The place of the statement in its document, from 0; nil for the document as a whole.
    public let statement: Int?
    /// Where in the document's text.
    public let position: SourcePosition

    init(
        _ code: LintCode, severity: LintSeverity? = nil, _ sentence: String, evidence: String? = nil, fix: String,
        statement: Int? = nil, position: SourcePosition = .start
    ) {
        self.code = code
        self.severity = severity ?? code.severity
        self.sentence = sentence
        self.evidence = evidence
        self.fix = fix
        self.statement = statement
        self.position = position
    }
}
