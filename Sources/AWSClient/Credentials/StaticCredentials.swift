/// Credentials that are given and never renewed.
public struct StaticCredentials: CredentialsProvider {
    private let value: Credentials

    /// Wraps a set of credentials.
    public init(_ credentials: Credentials) { value = credentials }

    /// The credentials.
    public func credentials() async throws(CredentialError) -> Credentials { value }

    /// Nothing is remembered that could be forgotten.
    public func forget() async {}
}
