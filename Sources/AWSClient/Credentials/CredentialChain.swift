import HTTPClient

/// The search for credentials, in botocore's order.
///
/// Environment, assume-role profile, web identity, IAM Identity Center, shared credentials file, `aws login`,
/// credential_process, config file, container, instance metadata. A profile named explicitly switches the environment
/// off; one named by `AWS_PROFILE` does not. Found credentials are remembered and renewed before they end.
public final class CredentialChain: CredentialsProvider {
    private let cached: RefreshingCredentials

    /// Creates a chain; nothing is read before credentials are asked for.
    ///
    /// - Parameters:
    ///   - context: The outside world.
    ///   - profile: The profile named by flag or answers file; nil leaves it to `AWS_PROFILE` and `default`.
    ///   - region: The region that STS is asked in; the profile's or the environment's when left out.
    ///   - endpoints: Endpoint overrides, FIPS and dual stack for the requests of the search itself.
    public init(
        context: CredentialContext, profile: String? = nil, region: String? = nil,
        endpoints: EndpointSettings = EndpointSettings()
    ) {
        let search = CredentialSearch(context: context, explicit: profile, region: region, endpoints: endpoints)
        cached = RefreshingCredentials(clock: context.clock) { () async throws(CredentialError) -> Credentials in
            try await search.run()
        }
    }

    /// The credentials of the first place that has some.
    public func credentials() async throws(CredentialError) -> Credentials { try await cached.credentials() }

    /// Lets the next question search anew.
    public func forget() async { await cached.forget() }
}
