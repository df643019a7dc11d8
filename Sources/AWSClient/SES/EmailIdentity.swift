/// A sender address or domain in SES and how it stands (SES v2 GetEmailIdentity).
public struct EmailIdentity: Hashable, Sendable {
    /// How far verification got.
    public enum Verification: String, Hashable, Sendable {
        /// Waits for a click or for DNS.
        case pending = "PENDING"
        /// Verified.
        case success = "SUCCESS"
        /// Failed for good.
        case failed = "FAILED"
        /// Failed for now; SES tries again.
        case temporaryFailure = "TEMPORARY_FAILURE"
        /// Not begun.
        case notStarted = "NOT_STARTED"
    }

    /// The address or domain asked for.
    public var name: String
    /// Whether it is a domain.
    public var isDomain: Bool
    /// Whether it may be sent from.
    public var isVerifiedForSending: Bool
    /// How far verification got; nil where SES says nothing or something unknown.
    public var verification: Verification?
    /// Why verification failed, in SES's word.
    public var verificationError: String?
    /// Sending policies by name, as JSON texts, in SES's order.
    public var policies: [SendingPolicyText]
    /// The configuration set used when a send names none; a delegate's send may fail on it.
    public var defaultConfigurationSet: String?
    /// The three tokens of a domain's DKIM records.
    public var dkimTokens: [String]
    /// How DKIM stands, `SUCCESS` or `PENDING` for example.
    public var dkimStatus: String?
    /// Whether messages are signed with DKIM.
    public var isDKIMSigning: Bool?
    /// The domain of an own MAIL FROM, where one is set.
    public var mailFromDomain: String?
    /// How the own MAIL FROM domain stands.
    public var mailFromStatus: String?
    /// Whether bounces are forwarded as mail.
    public var forwardsFeedback: Bool?
    /// Its tags.
    public var tags: [AWSTag]
}
