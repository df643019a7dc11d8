public import Wire

/// A message that arrived in the world's inbox: a delivered mail or a verification mail.
public struct DeliveredMail: Sendable, Hashable {
    /// What kind of mail it is.
    public enum Kind: Sendable, Hashable {
        /// Sent through SES by somebody.
        case message
        /// Sent by SES itself, to have an address verified; the token makes the link.
        case verification(token: String, identity: String, account: String, region: String)
    }

    /// Message or verification mail.
    public var kind: Kind
    /// The message id that SES returned.
    public var messageID: String
    /// When it was sent.
    public var time: Timestamp
    /// The From address.
    public var sender: String
    /// The recipients it was delivered to.
    public var recipients: [String]
    /// The subject line.
    public var subject: String
    /// The plain-text body, or the HTML body where there is no other; raw mail as it was sent.
    public var body: String
    /// The account whose quota, sandbox and bill it was.
    public var account: String
    /// The SES region.
    public var region: String
    /// The ARN of the identity that authorised it, nil for SES's own mail.
    public var identityARN: String?

    /// Creates a mail.
    public init(
        kind: Kind, messageID: String, time: Timestamp, sender: String, recipients: [String], subject: String,
        body: String, account: String, region: String, identityARN: String? = nil
    ) {
        self.kind = kind
        self.messageID = messageID
        self.time = time
        self.sender = sender
        self.recipients = recipients
        self.subject = subject
        self.body = body
        self.account = account
        self.region = region
        self.identityARN = identityARN
    }

    /// The token of a verification mail's link, nil for other mail.
    public var verificationToken: String? {
        if case .verification(let token, _, _, _) = kind { token } else { nil }
    }

    /// The path of the verification link on the inbox page, nil for other mail.
    public var verificationPath: String? {
        verificationToken.map { "/verify?token=" + $0 }
    }
}
