/// Somebody who hands out credentials that are still good for a while.
///
/// Asking twice at once gives the same set and causes one request; expiring sets are renewed before they end.
public protocol CredentialsProvider: Sendable {
    /// Credentials to sign with now.
    ///
    /// - Throws: What was found and what to do, as a `CredentialError`.
    func credentials() async throws(CredentialError) -> Credentials

    /// Forgets what is remembered, so that the next question fetches anew (after ExpiredToken, or a new sign-in).
    func forget() async
}
