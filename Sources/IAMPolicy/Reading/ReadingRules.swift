/// How strictly a policy document is read.
public enum ReadingRules: Hashable, Sendable {
    /// What AWS may have stored and a decision can be made with: shapes are checked, contents taken as they are.
    case stored
    /// What AWS accepts when the document is written: the grammar of CreatePolicy, CreateRole and PutIdentityPolicy,
    /// with size limits.
    case writing
}
