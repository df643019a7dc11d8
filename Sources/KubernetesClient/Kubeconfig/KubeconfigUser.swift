/// One entry of `users`: how to prove who asks.
public struct KubeconfigUser: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The entry's name.
    public var name: String
    /// A bearer token: a secret.
    public var token: KubeconfigText?
    /// A file that holds the token and may be replaced at any time; it beats ``token``.
    public var tokenFile: KubeconfigText?
    /// The client's certificate.
    public var certificate: KubeconfigData?
    /// The client's private key: a secret.
    public var key: KubeconfigData?
    /// A program that prints credentials.
    public var exec: KubeconfigExec?
    /// Techniques that clusters of EKS do not have: `auth-provider`, `username`.
    public var unsupported: KubeconfigText?
    /// Whom to act as, when the entry asks for impersonation.
    public var impersonation: Impersonation?
    /// Where the first of `as-uid`, `as-groups` and `as-user-extra` stands, which say nothing without `as`.
    public var impersonationDetail: KubeconfigText?
    /// Where the entry begins.
    public var origin: KubeconfigText

    /// Never a secret.
    public var description: String { "KubeconfigUser(\(name), redacted)" }

    /// Never a secret.
    public var debugDescription: String { description }
}
