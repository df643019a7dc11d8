public import Calls
public import Wire

/// Why SES keeps mail from an address (`ses:GetSuppressedDestination`); absent where it does not.
public struct SuppressionState: AnswerView, Hashable {
    /// `BOUNCE` or `COMPLAINT`.
    public let reason: String
    /// Since when.
    public let since: Timestamp?

    /// Reads `ses:GetSuppressedDestination` of SES v2.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        reason = try ViewProblem.text(answer["SuppressedDestination"], "Reason")
        since = Timestamp.optional(answer["SuppressedDestination"]?["LastUpdateTime"])
    }
}

/// A configuration set (`ses:GetConfigurationSet`).
public struct ConfigurationSetState: AnswerView, Hashable {
    /// Whether mail through it is sent.
    public let sendingEnabled: Bool
    /// For which reasons it suppresses addresses; nil where the account's settings count.
    public let suppressedReasons: [String]?
    /// Whether mail to addresses that SES holds for dead is accepted and never sent (Auto Validation).
    public let validatesAddresses: Bool
    /// Whether bounce and complaint rates are measured.
    public let measuresReputation: Bool
    /// `REQUIRE` sends over TLS or not at all, `OPTIONAL` prefers it; nil where the answer does not say.
    public let tlsPolicy: String?

    /// Reads `ses:GetConfigurationSet` of SES v2.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        sendingEnabled = answer["SendingOptions"]?["SendingEnabled"]?.bool ?? true
        suppressedReasons = answer["SuppressionOptions"]?["SuppressedReasons"].map(\.texts)
        validatesAddresses = SendingAccountState.validates(answer["SuppressionOptions"]?["ValidationOptions"])
        measuresReputation = answer["ReputationOptions"]?["ReputationMetricsEnabled"]?.bool ?? false
        tlsPolicy = answer["DeliveryOptions"]?["TlsPolicy"]?.string
    }
}
