import Wire

/// One run of the search for credentials.
struct CredentialSearch: Sendable {
    let context: CredentialContext
    /// The profile named by flag or answers file.
    let explicit: String?
    let region: String?
    let endpoints: EndpointSettings

    /// Finds credentials or says where it looked.
    func run() async throws(CredentialError) -> Credentials {
        let profiles = try Profiles.load(context)
        let chosen = Profiles.chosen(in: context.environment)
        let name = explicit ?? chosen.name
        let isNamed = explicit != nil || chosen.variable != nil
        if isNamed, profiles.profile(name) == nil, explicit != nil || name != "default" {
            throw profiles.unknown(name)
        }
        var looked: [String] = []
        if explicit == nil {
            if let found = try EnvironmentSource(context: context).credentials() { return found }
            looked.append("environment variables")
        }
        let plan = ProfilePlan(profiles: profiles, webIdentityEnvironment: explicit == nil ? context : nil)
        if let steps = try plan.steps(name) { return try await CredentialRun(search: self, steps).run() }
        looked.append("profile \"\(name)\" in \(profiles.configPath) and \(profiles.credentialsPath)")
        if let found = try await ContainerSource(context: context).credentials() { return found }
        looked.append("container credentials")
        let metadata = InstanceMetadataSource(context: context, profile: profiles.profile(name))
        if metadata.isDisabled {
            looked.append("instance metadata (switched off)")
        } else {
            if let found = try await metadata.credentials() { return found }
            looked.append("instance metadata")
        }
        throw .none(looked: looked)
    }

    /// A session for the requests of the search itself.
    func session(region: String, provider: any CredentialsProvider) throws(CredentialError) -> AWSSession {
        AWSSession(
            label: "credentials", region: try validRegion(region), provider: provider, transport: context.transport,
            endpoints: endpoints, clock: context.clock, observer: context.observer, pacing: context.pacing,
            random: context.random)
    }
}
