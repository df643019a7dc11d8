public import Wire

/// What came back for a call, in the form of the AWS CLI or the API server.
///
/// AWS's answers are what the AWS CLI (version 2) prints: all pages in one, times in ISO 8601, IAM's documents as JSON,
/// those of SES as text. A cluster's are what the API server says, without what it keeps for itself.
public struct Answer: Hashable, Sendable {
    /// Value or failure.
    public var outcome: Result<JSONValue, CallFailure>
    /// When it came, to the second.
    public let at: Timestamp
    /// Who asked, in words: an account ID, or `cluster`.
    public var caller: String
    /// Whether all of it is here; what a partial answer does not name cannot be told.
    public var isWhole: Bool

    /// An answer.
    public init(
        _ outcome: Result<JSONValue, CallFailure>, at: Timestamp = Timestamp(secondsSinceEpoch: 0),
        caller: String = "", isWhole: Bool = true
    ) {
        self.outcome = outcome
        self.at = Timestamp(secondsSinceEpoch: at.secondsSinceEpoch)
        self.caller = caller
        self.isWhole = isWhole
    }

    /// The value, when there is one.
    public var value: JSONValue? { try? outcome.get() }

    /// Why there is none; nil when there is one.
    public var failure: CallFailure? {
        guard case .failure(let failure) = outcome else { return nil }
        return failure
    }
}
