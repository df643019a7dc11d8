import Wire

/// Assumes a role with a token from a file, as pods with IRSA do.
struct WebIdentitySource: Sendable {
    let search: CredentialSearch
    let role: CredentialStep.WebIdentityRole

    /// The role's credentials, from the AWS CLI's cache where they still hold.
    func credentials() async throws(CredentialError) -> Credentials {
        let context = search.context
        let origin = CredentialSource.webIdentity(profile: role.profile, roleARN: role.roleARN)
        let cache = CLICache(context: context)
        let key = CLICache.key(role)
        if let cached = cache.read(key, source: origin) { return cached }
        let path = context.expanded(role.tokenFile)
        let bytes: [UInt8]?
        do {
            bytes = try context.files.read(path)
        } catch {
            throw .unreadableToken(path: path, problem: error.reason)
        }
        guard let bytes else { throw .unreadableToken(path: path, problem: "there is no such file") }
        let token = String(decoding: bytes, as: UTF8.self).trimmingWhitespace
        guard !token.isEmpty else { throw .unreadableToken(path: path, problem: "it is empty") }
        let profile = role.profile.flatMap { try? Profiles.load(context).profile($0) }
        let session = try search.session(
            region: search.stsRegion(profile: profile?["region"]),
            provider: MissingCredentials(.none(looked: [])))
        let assumed: AssumedRole
        do {
            assumed = try await STS(session).assumeRoleWithWebIdentity(
                role.roleARN, token: token, sessionName: role.sessionName ?? RoleSource.sessionName(context),
                source: origin)
        } catch {
            throw CredentialError(error, profile: role.profile, source: "STS")
        }
        cache.write(key, assumed.credentials, assumedRole: assumed)
        return assumed.credentials
    }
}
