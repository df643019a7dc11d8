/// A bearer token that the API server knows by heart, and its holder.
public struct StaticToken: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The secret itself.
    public var token: String
    /// The holder's user name.
    public var username: String
    /// The holder's groups, without `system:authenticated`.
    public var groups: [String]

    /// Makes a token's entry.
    public init(token: String, username: String, groups: [String] = []) {
        self.token = token
        self.username = username
        self.groups = groups
    }

    /// The holder; never the token.
    public var description: String { "token of \(username)" }
    /// The holder; never the token.
    public var debugDescription: String { description }
}
