/// What AssumeRole and AssumeRoleWithWebIdentity give: credentials and who one has become.
public struct AssumedRole: Hashable, Sendable {
    /// The temporary credentials.
    public var credentials: Credentials
    /// The session's ARN, `arn:aws:sts::…:assumed-role/<role>/<session>`.
    public var arn: String
    /// The role's unique id with `:` and the session's name.
    public var assumedRoleID: String
    /// The token's subject, `system:serviceaccount:<namespace>:<name>`; web identity only.
    public var subject: String?
    /// The token's audience; web identity only.
    public var audience: String?
    /// The provider's ARN; web identity only.
    public var provider: String?
    /// How full the session policy is, in percent.
    public var packedPolicySize: Int?
    /// The request id AWS gave.
    public var requestID: String?
}
