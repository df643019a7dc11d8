public import Wire

/// A service account's token, made by TokenRequest.
public struct ServiceAccountToken: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The token: a secret.
    public let token: String
    /// When it ends, as the server says.
    public let expiration: Timestamp?

    /// A token.
    public init(token: String, expiration: Timestamp?) {
        self.token = token
        self.expiration = expiration
    }

    /// What it claims.
    public func claims() throws(TokenProblem) -> TokenClaims { try TokenClaims(token: token) }

    /// Never the token.
    public var description: String { "ServiceAccountToken(redacted)" }

    /// Never the token.
    public var debugDescription: String { description }
}
