/// The sending limits of an account in a region (SES v1 GetSendQuota).
public struct SendQuota: Hashable, Sendable {
    /// Messages per 24 hours; -1 means unlimited.
    public var max24HourSend: Double
    /// Messages per second.
    public var maxSendRate: Double
    /// Messages sent in the last 24 hours.
    public var sentLast24Hours: Double
}
