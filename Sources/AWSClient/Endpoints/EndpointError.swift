import Wire

/// Why there is no endpoint for a call.
public enum EndpointError: Error, Hashable, Sendable {
    /// Neither flag, environment nor profile names a region.
    case missingRegion
    /// FIPS was asked for beside an own endpoint.
    case fipsWithOverride
    /// Dual stack was asked for beside an own endpoint.
    case dualStackWithOverride
    /// The partition offers no FIPS endpoints.
    case fipsUnsupported(partition: String)
    /// The partition offers no dual-stack endpoints.
    case dualStackUnsupported(partition: String)
    /// The region's text cannot be part of a host name.
    case invalidRegion(String)
    /// An own endpoint that is no http or https URL: where it was set, and what was found.
    case invalidOverride(source: String, found: String)

    /// What was found and what to do.
    public var sentence: String {
        switch self {
        case .missingRegion: "No region is known. Choose one, or set \"region\" in the profile or AWS_REGION."
        case .fipsWithOverride: "FIPS endpoints and an endpoint of your own exclude each other. Drop one of them."
        case .dualStackWithOverride:
            "Dual-stack endpoints and an endpoint of your own exclude each other. Drop one of them."
        case .fipsUnsupported(let partition):
            "Partition \(partition) has no FIPS endpoints. Switch use_fips_endpoint off."
        case .dualStackUnsupported(let partition):
            "Partition \(partition) has no dual-stack endpoints. Switch use_dualstack_endpoint off."
        case .invalidRegion(let text): "\"\(text)\" is not a region's name. Expected something like eu-west-1."
        case .invalidOverride(let source, let found):
            // Somebody's user and password may stand in it.
            "\(source) holds \"\(Redactor().redact(found))\", which is not an endpoint. Expected http:// or https:// and a host."
        }
    }
}
