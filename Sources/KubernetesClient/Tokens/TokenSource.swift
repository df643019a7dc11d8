/// Where bearer tokens come from.
public protocol TokenSource: Sendable {
    /// A token that counts now.
    ///
    /// - Parameter refreshing: true when the server has just refused the last one: a kept token must not come back.
    /// - Returns: the token, without `Bearer`.
    /// - Throws: ``KubernetesFailure/credentials(_:)`` with a sentence, or what a call failed with.
    func token(refreshing: Bool) async throws(KubernetesFailure) -> String
}
