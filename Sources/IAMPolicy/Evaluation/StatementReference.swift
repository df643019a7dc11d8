public import Wire

/// Which statement decided: the policy's name, the statement's Sid or place, and its line.
public struct StatementReference: Hashable, Sendable {
    /// The policy's name.
    public let policy: String
    /// What the policy is attached to.
    public let kind: PolicyKind
    /// The statement's Sid, if it has one.
    public let sid: String?
    /// The statement's place in its document, from 0.
    public let index: Int
    /// Where the statement begins.
    public let position: SourcePosition

    /// The line on which the statement begins, from 1.
    public var line: Int { position.line }

    init(_ policy: NamedPolicy, _ statement: Statement) {
        self.policy = policy.name
        kind = policy.document.kind
        sid = statement.sid.flatMap { $0.isEmpty ? nil : $0 }
        index = statement.index
        position = statement.position
    }

    /// The reference as a sentence's part: `statement "AllowSend" of ses-sender-policy (line 4)`.
    public var words: String {
        let statement = sid.map { "statement \"\($0)\"" } ?? "statement \(index + 1)"
        return "\(statement) of \(policy) (line \(line))"
    }
}
