/// Where bearer tokens come from.
public protocol TokenSource: Sendable {
    /// A token that counts now.
    ///
    /// - Parameter refreshing: true when the server has just refused the last one: a kept token must not come back.
    /// - Returns: the token, without `Bearer`.
    /// - Throws: ``KubernetesFailure/credentials(_:)`` with a sentence, or what a call failed with.
    func token(refreshing: Bool) async throws(KubernetesFailure) -> String

    /// All that proves who asks now; a token, for most.
    ///
    /// - Parameter refreshing: true when the server has just refused the last ones.
    /// - Returns: A token, a client certificate, or both.
    /// - Throws: As ``token(refreshing:)``.
    func credentials(refreshing: Bool) async throws(KubernetesFailure) -> CallerCredentials
}

extension TokenSource {
    /// The token alone.
    public func credentials(refreshing: Bool) async throws(KubernetesFailure) -> CallerCredentials {
        CallerCredentials(token: try await token(refreshing: refreshing))
    }
}

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
