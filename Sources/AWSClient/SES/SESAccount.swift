/// The state of SES in one account and region (SES v2 GetAccount).
public struct SESAccount: Hashable, Sendable {
    /// A request to leave the sandbox and how it stands.
    public struct Review: Hashable, Sendable {
        /// `PENDING`, `FAILED`, `GRANTED` or `DENIED`.
        public var status: String
        /// The support case, where there is one.
        public var caseID: String?
    }

    /// Whether the account is out of the sandbox in this region.
    public var isInProduction: Bool
    /// Whether sending is on.
    public var isSendingEnabled: Bool
    /// `HEALTHY`, `PROBATION` or `SHUTDOWN`.
    public var enforcementStatus: String?
    /// Messages per 24 hours; -1 means unlimited.
    public var max24HourSend: Double?
    /// Messages per second.
    public var maxSendRate: Double?
    /// Messages sent in the last 24 hours.
    public var sentLast24Hours: Double?
    /// Reasons for which addresses land on the account's suppression list: `BOUNCE`, `COMPLAINT`.
    public var suppressedReasons: [String]
    /// The request for production access, where one was made.
    public var review: Review?

    /// Whether the account is in the sandbox in this region.
    public var isInSandbox: Bool { !isInProduction }
}
