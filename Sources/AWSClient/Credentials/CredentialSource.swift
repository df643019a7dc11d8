/// Where credentials came from.
public indirect enum CredentialSource: Hashable, Sendable {
    /// `AWS_ACCESS_KEY_ID` and its kin.
    case environment
    /// Keys of a profile in the shared credentials file.
    case credentialsFile(profile: String)
    /// Keys of a profile in the config file.
    case configFile(profile: String)
    /// A role assumed for a profile, with other credentials.
    case assumedRole(profile: String, roleARN: String, with: CredentialSource)
    /// A role assumed with a web identity token; the profile is nil when the environment asked for it.
    case webIdentity(profile: String?, roleARN: String)
    /// IAM Identity Center; the session is nil for profiles of the old form.
    case sso(profile: String, session: String?)
    /// A session that `aws login` opened.
    case login(profile: String)
    /// The program named by `credential_process`.
    case process(profile: String)
    /// The endpoint that ECS and EKS Pod Identity offer to containers.
    case container
    /// The instance metadata service of EC2.
    case instanceMetadata(role: String)
    /// Handed over by the program itself: what for.
    case given(String)

    /// The profile that was used, where one was.
    public var profile: String? {
        switch self {
        case .credentialsFile(let profile), .configFile(let profile), .assumedRole(let profile, _, _),
            .sso(let profile, _), .login(let profile), .process(let profile):
            profile
        case .webIdentity(let profile, _): profile
        case .environment, .container, .instanceMetadata, .given: nil
        }
    }

    /// A few words for the banner: `via profile dev-a (sso)`.
    public var words: String {
        switch self {
        case .environment: "via environment variables"
        case .credentialsFile(let profile): "via profile \(profile) (credentials file)"
        case .configFile(let profile): "via profile \(profile) (config file)"
        case .assumedRole(let profile, _, let source): "via profile \(profile) (assumed role, \(source.method))"
        case .webIdentity(let profile?, _): "via profile \(profile) (web identity)"
        case .webIdentity(nil, _): "via environment variables (web identity)"
        case .sso(let profile, _): "via profile \(profile) (sso)"
        case .login(let profile): "via profile \(profile) (aws login)"
        case .process(let profile): "via profile \(profile) (credential_process)"
        case .container: "via container credentials"
        case .instanceMetadata(let role): "via instance metadata (role \(role))"
        case .given(let purpose): "via \(purpose)"
        }
    }

    /// The way the credentials were obtained, without the profile: `sso`, `environment`, `assumed role`.
    public var method: String {
        switch self {
        case .environment: "environment"
        case .credentialsFile: "credentials file"
        case .configFile: "config file"
        case .assumedRole: "assumed role"
        case .webIdentity: "web identity"
        case .sso: "sso"
        case .login: "aws login"
        case .process: "credential_process"
        case .container: "container"
        case .instanceMetadata: "instance metadata"
        case .given: "given"
        }
    }
}
