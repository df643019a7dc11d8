import HTTPClient
import Identifiers
import Wire

/// Reads settings that may stand in the environment or in a profile.
struct SettingsReader {
    let context: CredentialContext
    let profiles: Profiles
    let profile: Profile?

    /// The region and where it came from.
    func region(given: Region?) throws(CredentialError) -> (Region?, CallerSettings.Origin?) {
        if let given { return (given, .given) }
        for variable in ["AWS_REGION", "AWS_DEFAULT_REGION"] {
            if let text = context.variable(variable) {
                return (try region(text, variable), .variable(variable))
            }
        }
        if let profile, let text = profile["region"] {
            return (try region(text, "region"), .profile(profile.name))
        }
        return (nil, nil)
    }

    /// Endpoints that stand in for AWS's own, and which variants are wanted.
    func endpoints(flag: String?) throws(CredentialError) -> EndpointSettings {
        EndpointSettings(
            overrides: overrides(flag: flag),
            fips: value("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint")?.saysTrue ?? false,
            dualStack: value("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint")?.saysTrue ?? false,
            globalSTS: value("AWS_STS_REGIONAL_ENDPOINTS", "sts_regional_endpoints")?.lowercased() == "legacy")
    }

    /// Retry mode and number of attempts; `adaptive` and the old `legacy` are served by standard mode.
    func retry() throws(CredentialError) -> RetrySettings {
        var settings = RetrySettings()
        if context.variable("AWS_NEW_RETRIES_2026")?.saysTrue == true { settings.mode = .standard2026 }
        if let text = value("AWS_RETRY_MODE", "retry_mode"),
            !["standard", "adaptive", "legacy"].contains(text.lowercased())
        {
            throw invalid("retry mode is \"\(text)\"; expected standard, adaptive or legacy", "retry_mode")
        }
        if let text = value("AWS_MAX_ATTEMPTS", "max_attempts") {
            guard let number = Int(text), number >= 1 else {
                throw invalid("the number of attempts is \"\(text)\"; expected 1 or more", "max_attempts")
            }
            settings.maxAttempts = number
        }
        return settings
    }

    /// The profile's certificates; the environment's `AWS_CA_BUNDLE` is read by the transport and beats it.
    func trust() -> HTTPTrust? {
        guard context.variable("AWS_CA_BUNDLE") == nil, let path = profile?["ca_bundle"] else { return nil }
        return HTTPTrust(roots: .file(path: context.expanded(path)))
    }

    // MARK: Endpoints

    private func overrides(flag: String?) -> EndpointOverrides {
        if let flag { return .all(flag) }
        let ignore = value("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls")?.saysTrue
        if ignore == true { return EndpointOverrides() }
        var result = EndpointOverrides()
        let section = profile?["services"].flatMap { profiles.config?.services($0) }
        let global = context.variable("AWS_ENDPOINT_URL").map {
            EndpointOverrides.Entry(url: $0, source: "AWS_ENDPOINT_URL")
        }
        for service in AWSService.allCases {
            let variable = "AWS_ENDPOINT_URL_\(service.overrideName)"
            if let url = context.variable(variable) {
                result.perService[service] = EndpointOverrides.Entry(url: url, source: variable)
            } else if global == nil, let section,
                let url = section.property(service.overrideName.lowercased())?["endpoint_url"]
            {
                result.perService[service] = EndpointOverrides.Entry(url: url, source: "services \(section.name)")
            }
        }
        result.global =
            global
            ?? profile?["endpoint_url"].map {
                EndpointOverrides.Entry(url: $0, source: "endpoint_url of profile \(profile?.name ?? "")")
            }
        return result
    }

    // MARK: Values

    private func value(_ variable: String, _ key: String) -> String? {
        context.variable(variable) ?? profile?[key].flatMap { $0.isEmpty ? nil : $0 }
    }

    private func region(_ text: String, _ key: String) throws(CredentialError) -> Region {
        guard let region = Region(unlisted: text) else {
            throw invalid("\(key) is \"\(text)\", which is not a region's name", key)
        }
        return region
    }

    private func invalid(_ problem: String, _ key: String) -> CredentialError {
        .invalidConfiguration(
            profile: profile?.name ?? "default", problem: problem,
            file: profile?.line(of: key) == nil ? nil : profiles.configPath, line: profile?.line(of: key))
    }
}

extension String {
    /// Whether the text says yes in a config file or variable: `true`, whatever the case.
    var saysTrue: Bool { lowercased() == "true" }
}
