/// The server's answer to a question about a right (SelfSubjectAccessReview, authorization.k8s.io/v1).
public struct AccessAnswer: Hashable, Sendable {
    /// Whether it is allowed.
    public var isAllowed: Bool
    /// Why, in the server's words; often empty.
    public var reason: String
    /// What the server could not decide, in its words; empty when it could.
    public var evaluationError: String

    /// An answer.
    public init(isAllowed: Bool, reason: String = "", evaluationError: String = "") {
        self.isAllowed = isAllowed
        self.reason = reason
        self.evaluationError = evaluationError
    }
}
