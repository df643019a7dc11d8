import Wire

/// Assumes a profile's role with the credentials of its source.
struct RoleSource: Sendable {
    let search: CredentialSearch
    let role: CredentialStep.RoleSettings

    /// The role's credentials, from the AWS CLI's cache where they still hold.
    func credentials(with source: Credentials) async throws(CredentialError) -> Credentials {
        let context = search.context
        let origin = CredentialSource.assumedRole(profile: role.profile, roleARN: role.roleARN, with: source.source)
        let cache = CLICache(context: context)
        let key = CLICache.key(role)
        if let cached = cache.read(key, source: origin) { return cached }
        var code: String?
        if let serial = role.mfaSerial {
            code = await context.askForMFACode?(MFAPrompt(profile: role.profile, serial: serial))?.trimmingWhitespace
            if Task.isCancelled { throw .cancelled }
            guard let code, !code.isEmpty else { throw .noMFACode(profile: role.profile, serial: serial) }
        }
        let session = try search.session(
            region: search.stsRegion(profile: role.region), provider: StaticCredentials(source))
        let assumed: AssumedRole
        do {
            assumed = try await STS(session).assumeRole(
                role.roleARN, sessionName: role.sessionName ?? RoleSource.sessionName(context),
                durationSeconds: role.durationSeconds, externalID: role.externalID, serialNumber: role.mfaSerial,
                tokenCode: code, source: origin)
        } catch {
            throw CredentialError(error, profile: role.profile, source: "STS")
        }
        cache.write(key, assumed.credentials, assumedRole: assumed)
        return assumed.credentials
    }

    /// A session's name for profiles that name none.
    static func sessionName(_ context: CredentialContext) -> String {
        "sesame-\(context.clock.now.secondsSinceEpoch)"
    }
}
