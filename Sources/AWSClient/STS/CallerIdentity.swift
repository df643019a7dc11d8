/// Who a set of credentials belongs to (STS GetCallerIdentity).
public struct CallerIdentity: Hashable, Sendable {
    /// The account's 12 digits.
    public var account: String
    /// The caller's ARN, for example `arn:aws:sts::111122223333:assumed-role/Admin/me`.
    public var arn: String
    /// The caller's unique id, for roles with `:` and the session's name.
    public var userID: String
    /// The request id AWS gave.
    public var requestID: String?

    /// Creates an identity.
    public init(account: String, arn: String, userID: String, requestID: String? = nil) {
        self.account = account
        self.arn = arn
        self.userID = userID
        self.requestID = requestID
    }
}
