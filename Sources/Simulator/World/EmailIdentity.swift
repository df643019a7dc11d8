public import Wire

/// An SES identity: an address or a domain, and what hangs on it.
public struct EmailIdentity: Sendable {
    /// Where the verification stands, in the words of SES v2.
    public enum Status: String, Sendable {
        /// The mail is out or the DNS records are awaited.
        case pending = "PENDING"
        /// Verified.
        case success = "SUCCESS"
        /// Nobody followed the link in time.
        case failed = "FAILED"
        /// The DNS could not be read lately.
        case temporaryFailure = "TEMPORARY_FAILURE"
        /// Nothing was asked for.
        case notStarted = "NOT_STARTED"

        /// The same in the words of SES v1.
        var v1: String {
            switch self {
            case .pending: "Pending"
            case .success: "Success"
            case .failed: "Failed"
            case .temporaryFailure: "TemporaryFailure"
            case .notStarted: "NotStarted"
            }
        }
    }

    /// The address as typed, or the domain in lower case.
    public var name: String
    /// The state of the verification.
    public var status: Status
    /// The sending policies by name.
    public var policies: [String: StoredPolicy] = [:]
    /// The default configuration set.
    public var configurationSet: String?
    /// The three tokens of the DKIM records, for a domain.
    public var dkimTokens: [String] = []
    /// Makes the link that publishes the records, for a domain.
    public var recordsToken = ""
    /// Whether messages are signed.
    public var dkimEnabled = true
    /// Whether bounces are forwarded by mail.
    public var feedbackForwarding = true
    /// The topics that notifications go to, by kind: `Bounce`, `Complaint`, `Delivery`.
    public var notificationTopics: [String: String] = [:]
    /// The kinds of notifications that carry the message's headers.
    public var notificationHeaders: Set<String> = []
    /// The custom MAIL FROM domain.
    public var mailFromDomain: String?
    /// Where the MX record of the MAIL FROM domain stands: `PENDING`, `SUCCESS`, `FAILED` or `TEMPORARY_FAILURE`.
    public var mailFromStatus = "PENDING"
    /// `USE_DEFAULT_VALUE` or `REJECT_MESSAGE`.
    public var mailFromBehaviour = "USE_DEFAULT_VALUE"
    /// The tags.
    public var tags = Tags()
    /// When the identity was made.
    public var created: Timestamp
    /// When its verification was last asked for.
    public var requested: Timestamp

    /// Creates an identity whose verification has begun.
    public init(name: String, status: Status = .pending, created: Timestamp) {
        self.name = name
        self.status = status
        self.created = created
        requested = created
    }

    /// Whether the identity is a domain.
    public var isDomain: Bool { !name.utf8.contains(0x40) }

    /// Whether SES refuses what is sent from it because the MX record of its MAIL FROM domain is not there.
    var rejectsForMailFrom: Bool {
        mailFromDomain != nil && mailFromStatus != "SUCCESS" && mailFromBehaviour == "REJECT_MESSAGE"
    }

    /// Whether mail may be sent from it.
    public var isVerified: Bool { status == .success }
}
