public import Identifiers
public import Wire

/// Who a side's credentials turned out to be (`sts:GetCallerIdentity`), and where they came from.
public struct CallerReport: Hashable, Sendable {
    /// The account of the credentials.
    public var account: AccountID
    /// The caller's ARN.
    public var arn: String
    /// Where the credentials came from, in words: `via profile eks-admin (sso)`.
    public var source: String
    /// The profile, where one was used.
    public var profile: String?
    /// The region that profile or environment name; nil where they name none.
    public var region: Region?
    /// The region that was asked.
    public var askedRegion: Region?
    /// When the credentials end; nil when they do not, or when nobody knows.
    public var expires: Timestamp?

    /// A caller.
    public init(
        account: AccountID, arn: String, source: String = "", profile: String? = nil, region: Region? = nil,
        askedRegion: Region? = nil, expires: Timestamp? = nil
    ) {
        self.account = account
        self.arn = arn
        self.source = source
        self.profile = profile
        self.region = region
        self.askedRegion = askedRegion
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
