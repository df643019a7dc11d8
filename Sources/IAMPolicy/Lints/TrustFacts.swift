/// What a check of a trust policy knows beyond the document.
public struct TrustFacts: Hashable, Sendable {
    /// The account of the role, 12 digits; nil when unknown.
    public var roleAccount: String?
    /// The audience that tokens of service accounts carry.
    public var audience: String

    /// Gathers facts.
    public init(roleAccount: String? = nil, audience: String = "sts.amazonaws.com") {
        self.roleAccount = roleAccount
        self.audience = audience
    }
}
