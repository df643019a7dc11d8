public import HTTPClient
public import Identifiers
import Wire

/// What profile, environment and flags say about one caller, before anything is asked of AWS.
public struct CallerSettings: Sendable {
    /// Where a setting came from.
    public enum Origin: Hashable, Sendable {
        /// Given by flag or answers file.
        case given
        /// A variable of the environment: its name.
        case variable(String)
        /// The profile: its name.
        case profile(String)

        /// A few words: `AWS_REGION`, `profile dev-a`.
        public var words: String {
            switch self {
            case .given: "given"
            case .variable(let name): name
            case .profile(let name): "profile \(name)"
            }
        }
    }

    /// The profile that counts.
    public var profile: String
    /// Whether flag or answers file named it; then the environment's credentials do not count.
    public var isExplicit: Bool
    /// The region; nil when nobody names one.
    public var region: Region?
    /// Where the region came from.
    public var regionOrigin: Origin?
    /// Endpoint overrides, FIPS and dual stack.
    public var endpoints: EndpointSettings
    /// Retry mode and number of attempts.
    public var retry: RetrySettings
    /// Certificates to trust, where the profile's `ca_bundle` names some; `AWS_CA_BUNDLE` is the transport's business.
    public var trust: HTTPTrust?
    /// The application's id for the user agent.
    public var applicationID: String?

    /// Reads the settings of a caller.
    ///
    /// The region: given, `AWS_REGION`, `AWS_DEFAULT_REGION`, the profile's `region`.
    ///
    /// - Parameters:
    ///   - context: The outside world; only environment and files are used.
    ///   - profile: The profile named by flag or answers file.
    ///   - region: The region named by flag or answers file.
    ///   - endpointURL: The endpoint named by flag, for all services.
    /// - Returns: The settings.
    /// - Throws: `CredentialError` for an unknown profile or an unreadable file.
    public static func load(
        _ context: CredentialContext, profile: String? = nil, region: Region? = nil, endpointURL: String? = nil
    ) throws(CredentialError) -> CallerSettings {
        let profiles = try Profiles.load(context)
        let chosen = Profiles.chosen(in: context.environment)
        let name = profile ?? chosen.name
        let section = profiles.profile(name)
        if section == nil, profile != nil || (chosen.variable != nil && name != "default") {
            throw profiles.unknown(name)
        }
        let reader = SettingsReader(context: context, profiles: profiles, profile: section)
        let (found, origin) = try reader.region(given: region)
        return CallerSettings(
            profile: name, isExplicit: profile != nil, region: found, regionOrigin: origin,
            endpoints: try reader.endpoints(flag: endpointURL), retry: try reader.retry(),
            trust: reader.trust(), applicationID: context.variable("AWS_SDK_UA_APP_ID") ?? section?["sdk_ua_app_id"])
    }
}

extension AWSSession {
    /// A session for one caller from profile, environment and flags; asks nothing of AWS and runs nothing yet.
    ///
    /// - Parameters:
    ///   - label: Whose credentials these are, in words: `EKS account` or `SES account`.
    ///   - context: The outside world.
    ///   - profile: The profile named by flag or answers file; nil leaves it to the environment and `default`.
    ///   - region: The region named by flag or answers file.
    ///   - endpointURL: The endpoint named by flag, for all services.
    /// - Returns: The session.
    /// - Throws: `CredentialError.noRegion`, and what `CallerSettings.load` throws.
    public static func open(
        _ label: String, context: CredentialContext, profile: String? = nil, region: Region? = nil,
        endpointURL: String? = nil
    ) throws(CredentialError) -> AWSSession {
        let settings = try CallerSettings.load(context, profile: profile, region: region, endpointURL: endpointURL)
        guard let region = settings.region else { throw .noRegion(profile: settings.profile) }
        let chain = CredentialChain(
            context: context, profile: profile, region: region.text, endpoints: settings.endpoints)
        return AWSSession(
            label: label, region: region, provider: chain, transport: context.transport,
            endpoints: settings.endpoints, retry: settings.retry, trust: settings.trust, clock: context.clock,
            observer: context.observer, pacing: context.pacing, applicationID: settings.applicationID,
            random: context.random)
    }
}
