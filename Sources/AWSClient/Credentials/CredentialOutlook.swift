import HTTPClient
import Wire

/// What getting a caller's credentials will run and whom it will ask, told from environment and files alone.
///
/// Nothing is run or asked to find it out: it is what a person is shown before they choose.
public struct CredentialOutlook: Hashable, Sendable {
    /// One thing that happens, in the words that follow "Enter".
    public enum Step: Hashable, Sendable {
        /// A `credential_process` runs: its command line, secrets masked, and the profile.
        case runs(command: String, profile: String)
        /// Keys of a file are taken: the profile and the path.
        case takesKeys(profile: String, path: String)
        /// The keys of the environment are taken.
        case takesEnvironment
        /// IAM Identity Center's portal is asked with the kept sign-in: what for, and the region it is in.
        case asksPortal(role: String, account: String, region: String)
        /// The session that `aws login` opened is used, and renewed where it has ended.
        case usesLogin(profile: String)
        /// STS is asked for a role with a token from a file.
        case showsToken(role: String, path: String)
        /// STS is asked for a role; a person is asked for a code first where a device is named.
        case assumesRole(String, asksForCode: Bool)
        /// The endpoint for containers is asked.
        case asksContainer(host: String)
        /// The instance metadata service is asked.
        case asksInstance(host: String)
    }

    /// What happens, in its order; none when there is nothing to get credentials from.
    public var steps: [Step]

    /// An outlook.
    public init(steps: [Step]) { self.steps = steps }

    /// What the search for credentials would do.
    ///
    /// - Parameters:
    ///   - context: The outside world; only environment and files are used.
    ///   - profile: The profile that would be named; nil leaves it to the environment.
    /// - Returns: The outlook.
    /// - Throws: What is wrong with files or profile: the search would say the same, and ask nobody.
    public static func of(_ context: CredentialContext, profile: String?) throws(CredentialError)
        -> CredentialOutlook
    {
        let profiles = try Profiles.load(context)
        let name = profile ?? Profiles.chosen(in: context.environment).name
        if profile == nil, try EnvironmentSource(context: context).credentials() != nil {
            return CredentialOutlook(steps: [.takesEnvironment])
        }
        if profile != nil, profiles.profile(name) == nil { throw profiles.unknown(name) }
        let plan = ProfilePlan(profiles: profiles, webIdentityEnvironment: profile == nil ? context : nil)
        if let steps = try plan.steps(name) {
            return CredentialOutlook(steps: steps.map { step($0, profiles, context) })
        }
        if let host = ContainerSource(context: context).host {
            return CredentialOutlook(steps: [.asksContainer(host: host)])
        }
        let metadata = InstanceMetadataSource(context: context, profile: profiles.profile(name))
        return CredentialOutlook(steps: metadata.isDisabled ? [] : [.asksInstance(host: metadata.host)])
    }

    private static func step(_ step: CredentialStep, _ profiles: Profiles, _ context: CredentialContext) -> Step {
        switch step {
        case .keys(let pair):
            let isConfig = if case .configFile = pair.source { true } else { false }
            return .takesKeys(
                profile: pair.source.profile ?? "", path: isConfig ? profiles.configPath : profiles.credentialsPath)
        case .named(.environment, _): return .takesEnvironment
        case .named(.container, _): return .asksContainer(host: ContainerSource(context: context).host ?? "")
        case .named(.instanceMetadata, _):
            return .asksInstance(host: InstanceMetadataSource(context: context, profile: nil).host)
        case .webIdentity(let role): return .showsToken(role: roleName(role.roleARN), path: role.tokenFile)
        case .sso(let settings):
            return .asksPortal(role: settings.roleName, account: settings.accountID, region: settings.region)
        case .login(_, let profile): return .usesLogin(profile: profile)
        case .process(let command, let profile, _):
            return .runs(command: ShownCommand(command).text, profile: profile)
        case .assumeRole(let role): return .assumesRole(roleName(role.roleARN), asksForCode: role.mfaSerial != nil)
        }
    }

    /// The name behind the last slash of a role's ARN.
    private static func roleName(_ arn: String) -> String { arn.split(separator: "/").last.map(String.init) ?? arn }
}

extension CredentialOutlook.Step {
    /// What stands behind "Enter": `asks STS for the role deploy`, without the command of a program.
    public var words: String {
        switch self {
        case .runs(let command, let profile): "runs \"\(command)\" of the profile \(profile)"
        case .takesKeys(let profile, let path): "takes the keys of \(profile) in \(path)"
        case .takesEnvironment: "takes the keys of the environment"
        case .asksPortal(let role, let account, let region):
            "asks the sign-in portal in \(region) for \(role) in \(account)"
        case .usesLogin(let profile): "uses the session of \"aws login\" for \(profile)"
        case .showsToken(let role, let path): "asks STS for the role \(role) with the token in \(path)"
        case .assumesRole(let role, let asksForCode):
            "\(asksForCode ? "asks you for a code and " : "asks ")STS for the role \(role)"
        case .asksContainer(let host): "asks \(host) for the container's keys"
        case .asksInstance(let host): "asks \(host) for the instance's keys"
        }
    }
}
