public import Calls
public import Wire

/// An identity of one account (`ses:GetEmailIdentity`).
public struct IdentityState: Hashable, Sendable {
    /// Whether SES sends from it (and, in the sandbox, to it).
    public var isVerified: Bool
    /// `PENDING`, `SUCCESS`, `FAILED`, `TEMPORARY_FAILURE` or `NOT_STARTED`.
    public var status: String
    /// The sending policies by name, as JSON text.
    public var policies: [String: String]
    /// The default configuration set, where there is one.
    public var configurationSet: String?
    /// The DKIM tokens of a domain, three of them.
    public var dkimTokens: [String]
    /// The zone that a domain's DKIM records point into, as SES names it.
    public var dkimZone: String?
    /// Its tags.
    public var tags: [Tag]
    /// `EMAIL_ADDRESS`, `DOMAIN` or `MANAGED_DOMAIN`; empty where the answer does not say.
    public var kind = ""
    /// Why verification failed, a word of SES: `HOST_NOT_FOUND`; nil for nothing.
    public var verificationError: String?
    /// Whether SES signs its mail with DKIM.
    public var signsDKIM = false
    /// How far DKIM is: `SUCCESS`, `PENDING`, `FAILED`, `TEMPORARY_FAILURE` or `NOT_STARTED`; nil where nobody says.
    public var dkimStatus: String?
    /// The domain that bounces come back to, where one is set.
    public var mailFromDomain: String?
    /// How far that domain is: `SUCCESS`, `PENDING`, `FAILED` or `TEMPORARY_FAILURE`.
    public var mailFromStatus: String?
    /// What SES does while that domain's MX record is missing: `USE_DEFAULT_VALUE` or `REJECT_MESSAGE`.
    public var mailFromFallback: String?
    /// Whether bounces are forwarded by mail.
    public var forwardsFeedback = true

    /// An identity.
    public init(
        isVerified: Bool, status: String, policies: [String: String] = [:], configurationSet: String? = nil,
        dkimTokens: [String] = [], dkimZone: String? = nil, tags: [Tag] = []
    ) {
        self.isVerified = isVerified
        self.status = status
        self.policies = policies
        self.configurationSet = configurationSet
        self.dkimTokens = dkimTokens
        self.dkimZone = dkimZone
        self.tags = tags
    }
}

extension IdentityState: AnswerView {
    /// Reads `ses:GetEmailIdentity` of SES v2.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        isVerified = answer["VerifiedForSendingStatus"]?.bool ?? false
        status = answer["VerificationStatus"]?.string ?? (isVerified ? "SUCCESS" : "")
        policies = [:]
        for policy in answer["Policies"]?.object?.members ?? [] { policies[policy.key] = policy.value.string }
        configurationSet = answer["ConfigurationSetName"]?.string
        dkimTokens = (answer["DkimAttributes"]?["Tokens"]?.array ?? []).compactMap(\.string)
        dkimZone = answer["DkimAttributes"]?["SigningHostedZone"]?.string
        tags = Tag.list(answer["Tags"])
        kind = answer["IdentityType"]?.string ?? ""
        verificationError = answer["VerificationInfo"]?["ErrorType"]?.string
        signsDKIM = answer["DkimAttributes"]?["SigningEnabled"]?.bool ?? false
        dkimStatus = answer["DkimAttributes"]?["Status"]?.string
        mailFromDomain = answer["MailFromAttributes"]?["MailFromDomain"]?.string
        mailFromStatus = answer["MailFromAttributes"]?["MailFromDomainStatus"]?.string
        mailFromFallback = answer["MailFromAttributes"]?["BehaviorOnMxFailure"]?.string
        forwardsFeedback = answer["FeedbackForwardingStatus"]?.bool ?? true
    }
}
