/// What decides about endpoints beside service and region.
public struct EndpointSettings: Hashable, Sendable {
    /// Endpoints that stand in for AWS's own.
    public var overrides: EndpointOverrides
    /// Whether FIPS 140 endpoints are wanted (`AWS_USE_FIPS_ENDPOINT`, `use_fips_endpoint`).
    public var fips: Bool
    /// Whether endpoints with IPv6 are wanted (`AWS_USE_DUALSTACK_ENDPOINT`, `use_dualstack_endpoint`).
    public var dualStack: Bool
    /// Whether STS is asked at its old global endpoint (`AWS_STS_REGIONAL_ENDPOINTS=legacy`).
    public var globalSTS: Bool

    /// Creates settings; the default is AWS's own regional endpoints.
    public init(
        overrides: EndpointOverrides = EndpointOverrides(), fips: Bool = false, dualStack: Bool = false,
        globalSTS: Bool = false
    ) {
        self.overrides = overrides
        self.fips = fips
        self.dualStack = dualStack
        self.globalSTS = globalSTS
    }
}
