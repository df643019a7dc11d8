/// Gives a built-in role to a user or a group, in one namespace or everywhere.
public struct RoleBinding: Sendable, Hashable {
    /// Whom a binding is for.
    public enum Subject: Sendable, Hashable {
        /// A user by name.
        case user(String)
        /// Everybody in a group.
        case group(String)
    }

    /// Whom the binding is for.
    public var subject: Subject
    /// What it gives.
    public var role: ClusterRole
    /// The namespace it is limited to; nil for the whole cluster.
    public var namespace: String?

    /// Makes a binding.
    public init(_ subject: Subject, _ role: ClusterRole, namespace: String? = nil) {
        self.subject = subject
        self.role = role
        self.namespace = namespace
    }
}
