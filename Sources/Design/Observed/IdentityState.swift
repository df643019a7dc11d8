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
    }
}
