/// One request and its outcome, for a log; nothing in it is secret.
public struct KubernetesExchange: Sendable {
    /// What was asked.
    public var call: KubernetesCall
    /// Method and path, without the query.
    public var request: String
    /// The HTTP status; nil when no answer came.
    public var status: Int?
    /// The server's own number for the request (`Audit-Id`).
    public var auditID: String?
    /// How long it took.
    public var elapsed: Duration
    /// Why no answer came, as a sentence.
    public var failure: String?
}
