/// Whether the caller may do something (SelfSubjectAccessReview, authorization.k8s.io/v1).
public struct AccessQuestion: Hashable, Sendable {
    /// `get`, `list`, `create`, `patch`, `delete`.
    public var verb: String
    /// The kind.
    public var resource: ResourceKind
    /// `token`, `log`; nil for the object itself.
    public var subresource: String?
    /// The namespace; nil for all, or for kinds without one.
    public var namespace: String?
    /// The object; nil for any.
    public var name: String?

    /// A question.
    public init(
        verb: String, resource: ResourceKind, subresource: String? = nil, namespace: String? = nil, name: String? = nil
    ) {
        self.verb = verb
        self.resource = resource
        self.subresource = subresource
        self.namespace = namespace
        self.name = name
    }
}

/// The server's answer to an ``AccessQuestion``.
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
