/// Credentials that turned out to be another account's than the one a session is bound to; nothing was signed with them.
public struct OtherAccount: Hashable, Sendable {
    /// The call that would have been made.
    public var call: AWSCall
    /// The account that the session is bound to, 12 digits.
    public var expected: String
    /// The account that the credentials belong to, 12 digits, as STS says.
    public var found: String
    /// Who the credentials belong to, an ARN, as STS says; empty when STS said so earlier.
    public var caller: String

    /// Creates a description of credentials of another account.
    public init(call: AWSCall, expected: String, found: String, caller: String) {
        self.call = call
        self.expected = expected
        self.found = found
        self.caller = caller
    }
}
