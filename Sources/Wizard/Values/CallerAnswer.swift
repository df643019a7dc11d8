public import Identifiers

/// Who a side's credentials turned out to be (`sts:GetCallerIdentity`).
public struct CallerAnswer: Hashable, Sendable {
    /// The account of the credentials.
    public var account: AccountID
    /// The caller's ARN.
    public var arn: String
    /// Where the credentials come from, as the source column says it: `~/.aws/config`.
    public var source: String
    /// The region that comes with the credentials, where there is one.
    public var region: Region?
    /// When the credentials end; nil when they do not, or when nobody knows.
    public var expires: Moment?

    /// A caller.
    public init(account: AccountID, arn: String, source: String, region: Region? = nil, expires: Moment? = nil) {
        self.account = account
        self.arn = arn
        self.source = source
        self.region = region
        self.expires = expires
    }

    /// Who it is in a few words: `in role eks-admin`, `user ops`.
    public var who: String {
        let parts = arn.split(separator: "/")
        if arn.contains(":assumed-role/"), parts.count > 1 { return "one person, in role \(parts[1])" }
        if arn.contains(":user/"), let last = parts.last { return "user \(last)" }
        if arn.hasSuffix(":root") { return "the account's root user" }
        return arn
    }
}
