import Identifiers
import Wire

/// Takes the steps to a profile's credentials one after the other.
struct CredentialRun: Sendable {
    private let search: CredentialSearch
    private let steps: [CredentialStep]

    init(search: CredentialSearch, _ steps: [CredentialStep]) {
        self.search = search
        self.steps = steps
    }

    /// The credentials after the last step.
    func run() async throws(CredentialError) -> Credentials {
        var current: Credentials?
        for step in steps { current = try await take(step, after: current) }
        guard let current else { throw .none(looked: []) }
        return current
    }

    private func take(_ step: CredentialStep, after previous: Credentials?) async throws(CredentialError)
        -> Credentials
    {
        if Task.isCancelled { throw .cancelled }
        switch step {
        case .keys(let pair):
            return Credentials(
                accessKeyID: pair.accessKeyID, secretAccessKey: pair.secretAccessKey, sessionToken: pair.sessionToken,
                accountID: pair.accountID, source: pair.source)
        case .named(let source, let profile): return try await named(source, profile)
        case .webIdentity(let role): return try await WebIdentitySource(search: search, role: role).credentials()
        case .sso(let settings): return try await SSOSource(search: search, settings: settings).credentials()
        case .login(let session, let profile):
            return try await LoginSource(search: search, session: session, profile: profile).credentials()
        case .process(let command, let profile, let account):
            return try await ProcessSource(
                context: search.context, command: command, profile: profile, accountID: account
            ).credentials()
        case .assumeRole(let role):
            guard let previous else { throw .none(looked: []) }
            return try await RoleSource(search: search, role: role).credentials(with: previous)
        }
    }

    private func named(_ source: CredentialStep.NamedSource, _ profile: String) async throws(CredentialError)
        -> Credentials
    {
        let found: Credentials? =
            switch source {
            case .environment: try EnvironmentSource(context: search.context).credentials()
            case .container: try await ContainerSource(context: search.context).credentials()
            case .instanceMetadata:
                try await InstanceMetadataSource(context: search.context, profile: nil).credentials()
            }
        guard let found else {
            throw .invalidConfiguration(
                profile: profile, problem: "its credential_source \(source.rawValue) gives no credentials here",
                file: nil, line: nil)
        }
        return found
    }
}

extension CredentialSearch {
    /// A region's text as a region; what is no region at all is told with where it may come from.
    func validRegion(_ text: String) throws(CredentialError) -> Region {
        guard let region = Region(unlisted: text) else {
            throw .invalidConfiguration(
                profile: explicit ?? Profiles.chosen(in: context.environment).name,
                problem: "\"\(text)\" is not a region", file: nil, line: nil)
        }
        return region
    }

    /// The region STS is asked in: the one given, the environment's, the profile's, else the global one's.
    func stsRegion(profile: String?) -> String {
        region ?? context.variable("AWS_REGION") ?? context.variable("AWS_DEFAULT_REGION") ?? profile ?? "us-east-1"
    }
}
