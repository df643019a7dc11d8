public import Calls
public import Wire

/// SES of one account in one region (`ses:GetAccount`).
public struct SendingAccountState: Hashable, Sendable {
    /// Whether the account is out of the sandbox.
    public var productionAccess: Bool
    /// Whether sending is switched on.
    public var sendingEnabled: Bool
    /// `HEALTHY`, `PROBATION` or `SHUTDOWN`.
    public var enforcement: String
    /// Messages per 24 hours that the account may send; −1 for no limit.
    public var dailyQuota: Double
    /// Messages sent in the last 24 hours.
    public var sentToday: Double
    /// Messages per second.
    public var ratePerSecond: Double
    /// For which reasons addresses come onto the account's suppression list: `BOUNCE`, `COMPLAINT`.
    public var suppressedReasons: [String] = []
    /// Whether mail to addresses that SES holds for dead is accepted and never sent (Auto Validation).
    public var validatesAddresses = false
    /// How far the request for production access is: `PENDING`, `GRANTED`, `DENIED` or `FAILED`; nil for none.
    public var reviewStatus: String?
    /// The support case of that request.
    public var reviewCase: String?

    /// SES of one account.
    public init(
        productionAccess: Bool, sendingEnabled: Bool = true, enforcement: String = "HEALTHY", dailyQuota: Double = 200,
        sentToday: Double = 0, ratePerSecond: Double = 1
    ) {
        self.productionAccess = productionAccess
        self.sendingEnabled = sendingEnabled
        self.enforcement = enforcement
        self.dailyQuota = dailyQuota
        self.sentToday = sentToday
        self.ratePerSecond = ratePerSecond
    }
}

extension SendingAccountState {
    /// Whether the daily quota has no limit, which SES says with −1.
    public var isUnlimited: Bool { dailyQuota < 0 }

    /// Whether Auto Validation is on by its attributes, of an account or a configuration set.
    static func validates(_ attributes: JSONValue?) -> Bool {
        attributes?["ConditionThreshold"]?["ConditionThresholdEnabled"]?.string == "ENABLED"
    }
}

extension SendingAccountState: AnswerView {
    /// Reads `ses:GetAccount` of SES v2.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        guard let production = answer["ProductionAccessEnabled"]?.bool else {
            throw ViewProblem("it has no ProductionAccessEnabled")
        }
        let quota = answer["SendQuota"]
        self.init(
            productionAccess: production, sendingEnabled: answer["SendingEnabled"]?.bool ?? true,
            enforcement: answer["EnforcementStatus"]?.string ?? "HEALTHY",
            dailyQuota: quota?["Max24HourSend"]?.double ?? 0, sentToday: quota?["SentLast24Hours"]?.double ?? 0,
            ratePerSecond: quota?["MaxSendRate"]?.double ?? 0)
        suppressedReasons = answer["SuppressionAttributes"]?["SuppressedReasons"]?.texts ?? []
        validatesAddresses = Self.validates(answer["SuppressionAttributes"]?["ValidationAttributes"])
        reviewStatus = answer["Details"]?["ReviewDetails"]?["Status"]?.string
        reviewCase = answer["Details"]?["ReviewDetails"]?["CaseId"]?.string
    }
}
