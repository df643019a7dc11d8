/// Where a request goes and how it is signed for that place.
public struct Endpoint: Hashable, Sendable {
    /// Scheme, host, optional port and path, without a trailing slash: `https://sts.eu-west-1.amazonaws.com`.
    public var url: String
    /// The region of the credential scope; differs from the caller's for global services.
    public var signingRegion: String
    /// The service name of the credential scope.
    public var signingName: String
    /// Whether this is not one of AWS's own endpoints but one that was set by flag, environment or profile.
    public var isOverride: Bool

    /// Creates an endpoint.
    public init(url: String, signingRegion: String, signingName: String, isOverride: Bool) {
        self.url = url
        self.signingRegion = signingRegion
        self.signingName = signingName
        self.isOverride = isOverride
    }

    /// Host and port as they stand in the URL.
    public var authority: String {
        guard let start = url.firstRange(of: "://") else { return url }
        let rest = url[start.upperBound...]
        return String(rest.prefix { $0 != "/" && $0 != "?" })
    }

    /// The path that stands before the operation's own path; empty for AWS's own endpoints.
    public var basePath: String {
        guard let start = url.firstRange(of: "://") else { return "" }
        let path = String(url[start.upperBound...].drop { $0 != "/" })
        return path.hasSuffix("/") ? String(path.dropLast()) : path
    }
}
