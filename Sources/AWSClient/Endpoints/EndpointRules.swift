import Identifiers

/// Computes endpoints as AWS's own rule sets do, for the services of this client.
///
/// Source: the endpoint rule sets of botocore (iam 2010-05-08, sts 2011-06-15, ses 2010-12-01, sesv2 2019-09-27,
/// eks 2017-11-01, cloudtrail 2013-11-01, sso, sso-oidc, signin).
enum EndpointRules {
    /// What differs from service to service.
    private struct Host {
        /// The first part of the host name: `sts`, `email`.
        var prefix: String
        /// The whole host before `.region.suffix` of FIPS endpoints, per partition; others append `-fips` to the prefix.
        var fips: [String: String] = [:]
    }

    /// Regions that the old global STS endpoint serves; all later ones only have their own.
    private static let legacySTSRegions: Set<String> = [
        "ap-northeast-1", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "aws-global", "ca-central-1",
        "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1", "us-east-2",
        "us-west-1", "us-west-2",
    ]

    private static func host(of service: AWSService) -> Host {
        switch service {
        case .sts: Host(prefix: "sts", fips: ["aws-us-gov": "sts"])
        case .iam: Host(prefix: "iam")
        case .ses, .sesv2: Host(prefix: "email")
        case .eks: Host(prefix: "eks", fips: ["aws": "fips.eks", "aws-us-gov": "eks"])
        case .cloudtrail: Host(prefix: "cloudtrail", fips: ["aws-us-gov": "cloudtrail"])
        case .organizations: Host(prefix: "organizations", fips: ["aws-us-gov": "organizations"])
        case .sso: Host(prefix: "portal.sso", fips: ["aws-us-gov": "portal.sso"])
        case .ssoOIDC: Host(prefix: "oidc", fips: ["aws-us-gov": "oidc"])
        case .signin: Host(prefix: "signin")
        }
    }

    /// The endpoint of a service.
    ///
    /// - Parameters:
    ///   - service: The service.
    ///   - region: The region's text; pseudo regions such as `aws-global` are understood.
    ///   - settings: Overrides, FIPS, dual stack.
    /// - Returns: The endpoint.
    /// - Throws: ``EndpointError``.
    static func endpoint(of service: AWSService, region: String?, settings: EndpointSettings) throws(EndpointError)
        -> Endpoint
    {
        if let override = settings.overrides[service] {
            return try custom(override, service, region: region, settings)
        }
        guard let region, !region.isEmpty else { throw .missingRegion }
        guard isHostLabel(region) else { throw .invalidRegion(region) }
        let partition = partition(of: region)
        switch service {
        case .iam: return iam(partition, settings)
        // One endpoint per partition, but for the dual-stack names, which follow the region.
        case .organizations where region != partition.globalRegion && !settings.dualStack:
            return try endpoint(of: service, region: partition.globalRegion, settings: settings)
        case .sts
        where settings.globalSTS && !settings.fips && !settings.dualStack && legacySTSRegions.contains(region),
            .sts where region == "aws-global" && !settings.fips && !settings.dualStack:
            return make("sts.amazonaws.com", "us-east-1", service)
        case .signin: return signin(region, partition, settings)
        default: break
        }
        let host = host(of: service)
        let suffix = settings.dualStack ? partition.dualStackSuffix : partition.dnsSuffix
        var name = host.prefix
        if settings.fips {
            name = settings.dualStack ? "\(host.prefix)-fips" : host.fips[partition.id] ?? "\(host.prefix)-fips"
        }
        return make("\(name).\(region).\(suffix)", region, service)
    }

    /// The partition of a region's text, pseudo regions included; unknown ones count as the commercial partition.
    static func partition(of region: String) -> Partition {
        if region.hasSuffix("-global") {
            return Partition(id: String(region.dropLast("-global".count))) ?? .aws
        }
        return Region(unlisted: region).map { Partition(of: $0) } ?? .aws
    }

    // MARK: Special cases

    /// IAM has one endpoint per partition and signs for one region of it.
    private static func iam(_ partition: Partition, _ settings: EndpointSettings) -> Endpoint {
        let region = partition.id == "aws-cn" ? "cn-north-1" : partition.globalRegion
        let fips = settings.fips ? "-fips" : ""
        let host =
            switch (partition.id, settings.dualStack) {
            case ("aws", true): "iam\(fips).global.api.aws"
            case ("aws", false): "iam\(fips).amazonaws.com"
            case ("aws-us-gov", true): "iam.us-gov.api.aws"
            case ("aws-us-gov", false): "iam.us-gov.amazonaws.com"
            case ("aws-cn", true) where !settings.fips: "iam.global.api.amazonwebservices.com.cn"
            case ("aws-cn", false) where !settings.fips: "iam.cn-north-1.amazonaws.com.cn"
            case ("aws-iso", false), ("aws-iso-b", false): "iam\(fips).\(region).\(partition.dnsSuffix)"
            case (_, false) where !settings.fips: "iam.\(region).\(partition.dnsSuffix)"
            case (_, true): "iam\(fips).\(partition.dualStackSuffix)"
            case (_, false): "iam\(fips).\(partition.dnsSuffix)"
            }
        return make(host, region, .iam)
    }

    private static func signin(_ region: String, _ partition: Partition, _ settings: EndpointSettings) -> Endpoint {
        let name = settings.fips ? "signin-fips" : "signin"
        let host =
            switch (partition.id, settings.fips, settings.dualStack) {
            case ("aws", false, false): "\(region).signin.aws.amazon.com"
            case ("aws-cn", false, false): "\(region).signin.amazonaws.cn"
            case ("aws-us-gov", false, false): "\(region).signin.amazonaws-us-gov.com"
            case (_, _, true): "\(name).\(region).\(partition.dualStackSuffix)"
            default: "\(name).\(region).\(partition.dnsSuffix)"
            }
        return make(host, region, .signin)
    }

    private static func custom(
        _ override: EndpointOverrides.Entry, _ service: AWSService, region: String?, _ settings: EndpointSettings
    ) throws(EndpointError) -> Endpoint {
        if settings.fips { throw .fipsWithOverride }
        if settings.dualStack { throw .dualStackWithOverride }
        let lower = override.url.lowercased()
        guard lower.hasPrefix("https://") || lower.hasPrefix("http://") else {
            throw .invalidOverride(source: override.source, found: override.url)
        }
        var url = override.url
        while url.hasSuffix("/") { url.removeLast() }
        let authority = url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).dropFirst(2).first
        guard let authority, !authority.isEmpty, !url.contains("?"), !url.contains("#"), !url.contains(" ") else {
            throw .invalidOverride(source: override.source, found: override.url)
        }
        let global = region.map { partition(of: $0) }
        let signingRegion: String
        switch service {
        case .iam: signingRegion = global.map { $0.id == "aws-cn" ? "cn-north-1" : $0.globalRegion } ?? "us-east-1"
        case .sts where region == "aws-global": signingRegion = "us-east-1"
        case .organizations: signingRegion = global?.globalRegion ?? "us-east-1"
        default: signingRegion = region ?? "us-east-1"
        }
        return Endpoint(
            url: url, signingRegion: signingRegion, signingName: service.signingName, isOverride: true)
    }

    private static func make(_ host: String, _ region: String, _ service: AWSService) -> Endpoint {
        Endpoint(
            url: "https://\(host)", signingRegion: region, signingName: service.signingName, isOverride: false)
    }

    private static func isHostLabel(_ text: String) -> Bool {
        text.utf8.count <= 63 && !text.hasPrefix("-") && !text.hasSuffix("-")
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x61...0x7a).contains($0) || (0x41...0x5a).contains($0) || $0 == 0x2d
            }
    }
}
