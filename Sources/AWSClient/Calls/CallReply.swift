public import Wire

/// What AWS said to a call, all pages in one.
public struct CallReply: Hashable, Sendable {
    /// The answer in the form of the AWS CLI, as far as the operation's row keeps it.
    public var value: JSONValue
    /// The request id of the last page.
    public var requestID: String?
    /// False where a list was left off because it does not end.
    public var isWhole: Bool
}
