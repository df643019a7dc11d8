/// A side of the setup without credentials: every signed call fails with the given reason.
public struct MissingCredentials: CredentialsProvider {
    private let reason: CredentialError

    /// Creates a provider that always throws.
    public init(_ reason: CredentialError) { self.reason = reason }

    /// Always throws the reason.
    public func credentials() async throws(CredentialError) -> Credentials { throw reason }

    /// Nothing is remembered that could be forgotten.
    public func forget() async {}
}
