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
    /// The account that calls go to, 12 digits; nil was not checked by anybody, and then only looking is allowed.
    public private(set) var account: String?
    /// Who may end calls after the attempt in flight; nil lets them take all attempts.
    public private(set) var stop: StopControl?

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
        account = other.account
        stop = other.stop
        state = other.state
        userAgent = other.userAgent
    }

    /// How many seconds AWS's clock was ahead of this machine's by the `Date` of the last answer; nil before the first.
    ///
    /// It is right to a second, and off by as long as the answer was on its way.
    public var seenSkewSeconds: Int? { state.seenSkew }

    /// The same caller in another region, for example SES's beside the cluster's.
    public func moved(to region: Region) -> AWSSession {
        AWSSession(self, label: label, region: region, provider: provider)
    }

    /// The same settings with other credentials, for example those of the role that pods assume.
    ///
    /// - Parameters:
    ///   - provider: Who hands out the credentials.
    ///   - label: Whose they are, in words; the old label when left out.
    /// - Returns: A session that shares what this one has learned, bound to no account.
    public func acting(with provider: any CredentialsProvider, label: String? = nil) -> AWSSession {
        var session = AWSSession(self, label: label ?? self.label, region: region, provider: provider)
        session.account = nil
        return session
    }

    /// The same caller, whose calls go to one account or are not made.
    ///
    /// Before a key signs a call that changes something, STS has said whose it is; a key that comes later (a renewed
    /// session, a `credential_process` that changed its mind) is asked for reading as well. Without a binding a session
    /// only looks.
    ///
    /// - Parameter account: The account; nil, where none is known yet, leaves the session as it is.
    /// - Returns: A session that shares what this one has learned.
    public func bound(to account: AccountID?) -> AWSSession {
        guard let account else { return self }
        var session = self
        session.account = account.text
        return session
    }

    /// The same caller, whose calls end after the attempt in flight when somebody stops them.
    public func stopping(with control: StopControl) -> AWSSession {
        var session = self
        session.stop = control
        return session
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
