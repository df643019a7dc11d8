/// Endpoints that stand in for AWS's own: from a flag, the environment or a profile.
///
/// The order is the AWS CLI's: flag, `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL`, the profile's `services`
/// section, the profile's `endpoint_url`. `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` (or `ignore_configured_endpoint_urls`)
/// switches all but the flag off.
public struct EndpointOverrides: Hashable, Sendable {
    /// One override and where it was found.
    public struct Entry: Hashable, Sendable {
        /// The URL as it was written.
        public var url: String
        /// Where it was written, in words: `AWS_ENDPOINT_URL`, `services dev`, `--endpoint-url`.
        public var source: String

        /// Creates an entry.
        public init(url: String, source: String) {
            self.url = url
            self.source = source
        }
    }

    /// What counts for one service alone.
    public var perService: [AWSService: Entry]
    /// What counts for all other services.
    public var global: Entry?

    /// Creates a set of overrides; empty means AWS's own endpoints.
    public init(global: Entry? = nil, perService: [AWSService: Entry] = [:]) {
        self.global = global
        self.perService = perService
    }

    /// The override for a service, if there is one.
    public subscript(service: AWSService) -> Entry? { perService[service] ?? global }

    /// Whether any service goes somewhere else than to AWS; the banner shows it.
    public var isEmpty: Bool { perService.isEmpty && global == nil }

    /// Everything that goes to one endpoint, as `--endpoint-url` and the demo ask for.
    ///
    /// - Parameters:
    ///   - url: An http or https URL.
    ///   - source: Where it was written, for errors and the banner.
    /// - Returns: Overrides for every service.
    public static func all(_ url: String, source: String = "--endpoint-url") -> EndpointOverrides {
        EndpointOverrides(global: Entry(url: url, source: source))
    }
}
