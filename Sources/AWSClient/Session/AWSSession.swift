public import HTTPClient
public import Identifiers

/// One caller: whose credentials are used, in which region, over which transport.
///
/// The program has two at once, the EKS account's and the SES account's. A session is cheap to copy; copies share
/// clock correction, retry quota and signing keys. Service clients are views over it: `STS(session)`, `IAM(session)`.
public struct AWSSession: Sendable {
    /// Whose credentials these are, in words: `EKS account` or `SES account`.
    public let label: String
    /// The region that regional services are called in.
    public let region: Region
    /// Who hands out the credentials.
    public let provider: any CredentialsProvider
    /// Endpoint overrides, FIPS and dual stack.
    public let endpoints: EndpointSettings
    /// Retry mode and number of attempts.
    public let retry: RetrySettings
    /// Who carries requests.
    public let transport: any Transport
    /// Certificates to trust, from the profile's `ca_bundle`; nil takes the transport's own trust.
    public let trust: HTTPTrust?
    /// The time.
    public let clock: any AWSClock
    /// Who is told of every attempt.
    public let observer: (any AWSObserver)?

    /// A number from 0 up to 1 for the jitter of retry waits.
    let random: @Sendable () -> Double
    /// What copies of this session share.
    let state: SessionState
    /// The pacing of SES, shared by both callers.
    let pacing: SESPacing
    /// The user agent that requests carry.
    let userAgent: String

    /// Creates a session.
    ///
    /// - Parameters:
    ///   - label: Whose credentials these are, in words.
    ///   - region: The region that regional services are called in.
    ///   - provider: Who hands out the credentials.
    ///   - transport: Who carries requests.
    ///   - endpoints: Endpoint overrides, FIPS and dual stack; AWS's own endpoints when left out.
    ///   - retry: Retry mode and number of attempts.
    ///   - trust: Certificates to trust; the transport's own when left out.
    ///   - clock: The time.
    ///   - observer: Who is told of every attempt.
    ///   - pacing: The gate for SES's control calls; hand the same one to both callers.
    ///   - applicationID: `AWS_SDK_UA_APP_ID` or the profile's `sdk_ua_app_id`, for the user agent.
    ///   - random: A number from 0 up to 1 for the jitter of retry waits.
    public init(
        label: String, region: Region, provider: any CredentialsProvider, transport: any Transport,
        endpoints: EndpointSettings = EndpointSettings(), retry: RetrySettings = RetrySettings(),
        trust: HTTPTrust? = nil, clock: any AWSClock = SystemClock(), observer: (any AWSObserver)? = nil,
        pacing: SESPacing = SESPacing(), applicationID: String? = nil,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.label = label
        self.region = region
        self.provider = provider
        self.transport = transport
        self.endpoints = endpoints
        self.retry = retry
        self.trust = trust
        self.clock = clock
        self.observer = observer
        self.pacing = pacing
        self.random = random
        state = SessionState()
        userAgent = UserAgent.text(applicationID: applicationID)
    }

    /// The same caller with something else in place of what is given; shares the learned state.
    private init(_ other: AWSSession, label: String, region: Region, provider: any CredentialsProvider) {
        self.label = label
        self.region = region
        self.provider = provider
        transport = other.transport
        endpoints = other.endpoints
        retry = other.retry
        trust = other.trust
        clock = other.clock
        observer = other.observer
        pacing = other.pacing
        random = other.random
        state = other.state
        userAgent = other.userAgent
    }

    /// The same caller in another region, for example SES's beside the cluster's.
    public func moved(to region: Region) -> AWSSession {
        AWSSession(self, label: label, region: region, provider: provider)
    }

    /// The same settings with other credentials, for example those of the role that pods assume.
    ///
    /// - Parameters:
    ///   - provider: Who hands out the credentials.
    ///   - label: Whose they are, in words; the old label when left out.
    /// - Returns: A session that shares what this one has learned.
    public func acting(with provider: any CredentialsProvider, label: String? = nil) -> AWSSession {
        AWSSession(self, label: label ?? self.label, region: region, provider: provider)
    }

    /// Where a service's requests go, and whether that is AWS.
    ///
    /// - Throws: `AWSFailure.endpoint` when there is none for this region and these settings.
    public func endpoint(of service: AWSService) throws(AWSFailure) -> Endpoint {
        do {
            return try EndpointRules.endpoint(of: service, region: region.text, settings: endpoints)
        } catch {
            throw .endpoint(
                error,
                AWSCall(service: service, operation: "endpoint", label: label, region: region.text, attempts: 0))
        }
    }
}
