import Wire

/// Credentials of a role in IAM Identity Center, for whoever is signed in on this machine.
struct SSOSource: Sendable {
    let search: CredentialSearch
    let settings: CredentialStep.SSOSettings

    /// The command that signs in.
    var command: String { "aws sso login --profile \(ShellQuoting.word(settings.profile))" }

    /// The role's credentials, from the AWS CLI's cache where they still hold.
    func credentials() async throws(CredentialError) -> Credentials {
        let origin = CredentialSource.sso(profile: settings.profile, session: settings.session)
        let cache = CLICache(context: search.context)
        let key = CLICache.key(settings)
        if let cached = cache.read(key, source: origin) { return cached }
        let token = try await SSOTokenSource(source: self).token()
        let session = try search.session(region: settings.region, provider: MissingCredentials(.none(looked: [])))
        var draft = RequestDraft.rest(
            "GET", ["federation", "credentials"],
            query: [("role_name", settings.roleName), ("account_id", settings.accountID)])
        draft.headers.append(("x-amz-sso_bearer_token", token))
        let operation = CallTraits(service: .sso, name: "GetRoleCredentials", isSigned: false, secrets: [token])
        let credentials: Credentials
        do {
            credentials = try read(await session.call(operation, draft).document(), origin)
        } catch {
            if let refusal = error.serviceError, refusal.status == 401 || refusal.code == "UnauthorizedException" {
                throw .signInExpired(profile: settings.profile, command: command)
            }
            throw CredentialError(error, profile: settings.profile, source: "IAM Identity Center")
        }
        cache.write(key, credentials, type: "sso")
        return credentials
    }

    private func read(_ answer: JSONFields, _ origin: CredentialSource) throws(AWSFailure) -> Credentials {
        let fields = try answer.structure("roleCredentials")
        // Milliseconds since 1970, unlike everywhere else.
        let end = fields.integer("expiration").map { Timestamp(secondsSinceEpoch: Int64($0 / 1000)) }
        return Credentials(
            accessKeyID: try fields.required("accessKeyId"), secretAccessKey: try fields.required("secretAccessKey"),
            sessionToken: try fields.required("sessionToken"), expiration: end, accountID: settings.accountID,
            source: origin)
    }
}
