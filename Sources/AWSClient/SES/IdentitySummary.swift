/// An identity in a list (SES v2 ListEmailIdentities).
public struct IdentitySummary: Hashable, Sendable {
    /// The address or domain.
    public var name: String
    /// Whether it is a domain.
    public var isDomain: Bool
    /// Whether sending from it is on.
    public var isSendingEnabled: Bool
    /// How far verification got, where SES says it.
    public var verification: EmailIdentity.Verification?
}
