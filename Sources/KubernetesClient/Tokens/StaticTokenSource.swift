/// A token that never changes.
public struct StaticTokenSource: TokenSource, CustomStringConvertible, CustomDebugStringConvertible {
    private let value: String

    /// A token.
    public init(_ token: String) {
        value = token
    }

    /// The token, also after a refusal: there is no other.
    public func token(refreshing: Bool) async throws(KubernetesFailure) -> String { value }

    /// Never the token.
    public var description: String { "StaticTokenSource(redacted)" }

    /// Never the token.
    public var debugDescription: String { description }
}
