/// Who a side's caller is, and where the credentials came from.
public struct CallerReport: Hashable, Sendable {
    /// The account's 12 digits.
    public var account: String
    /// The caller's ARN.
    public var arn: String
    /// Where the credentials came from, in words: `via profile eks-admin (sso)`.
    public var source: String
    /// The profile, where one was used.
    public var profile: String?
    /// The region of the session.
    public var region: String
    /// When the credentials end, ISO 8601; nil when they do not or when nobody knows.
    public var expires: String?
}
