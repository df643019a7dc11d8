/// Which call a failure belongs to.
public struct AWSCall: Hashable, Sendable {
    /// The service that was called.
    public var service: AWSService
    /// The operation's name as AWS writes it.
    public var operation: String
    /// Whose credentials were used, in words: `EKS account` or `SES account`.
    public var label: String
    /// The account's 12 digits, where the credentials told it.
    public var account: String?
    /// The region the request went to.
    public var region: String
    /// How many attempts were made.
    public var attempts: Int
    /// How many of the attempts may have been carried out without anybody here having read so.
    ///
    /// Cut off, answered by something that is not AWS, or failed inside AWS.
    public var lostAttempts: Int

    /// Creates a call's name card.
    public init(
        service: AWSService, operation: String, label: String, account: String? = nil, region: String, attempts: Int,
        lostAttempts: Int = 0
    ) {
        self.service = service
        self.operation = operation
        self.label = label
        self.account = account
        self.region = region
        self.attempts = attempts
        self.lostAttempts = lostAttempts
    }

    /// `STS GetCallerIdentity (EKS account 111122223333, eu-west-1)`.
    public var words: String {
        "\(service.displayName) \(operation) (\(label)\(account.map { " " + $0 } ?? ""), \(region))"
    }
}
