import Digest
import Wire

/// The access token of IAM Identity Center that `aws sso login` left on this machine, renewed where it can be.
struct SSOTokenSource: Sendable {
    let source: SSOSource

    private var context: CredentialContext { source.search.context }
    private var settings: CredentialStep.SSOSettings { source.settings }

    /// The file of the token: SHA-1 of the session's name, of the start URL for profiles of the old form.
    private var path: String {
        let name = Hex.encode(SHA1.hash(Array((settings.session ?? settings.startURL).utf8)))
        return context.expanded("~/.aws/sso/cache/\(name).json")
    }

    /// A token that has not ended.
    func token() async throws(CredentialError) -> String {
        let bytes: [UInt8]?
        do {
            bytes = try context.files.read(path)
        } catch {
            throw .unreadableToken(path: path, problem: error.reason)
        }
        guard let bytes else { throw .notSignedIn(profile: settings.profile, command: source.command) }
        guard let file = (try? JSONValue.parse(bytes))?.object, let token = file["accessToken"]?.string,
            let end = file["expiresAt"]?.string.flatMap({ Expiration.read($0) })
        else { throw .notSignedIn(profile: settings.profile, command: source.command) }
        let left = end.seconds(since: context.clock.now)
        if settings.session != nil, left < RefreshingCredentials.advisoryWindow,
            let renewed = try await renewed(file)
        {
            return renewed
        }
        guard left > 0 else { throw .signInExpired(profile: settings.profile, command: source.command) }
        return token
    }

    /// A new token for the refresh token of the old; nil when it cannot be had.
    private func renewed(_ file: JSONObject) async throws(CredentialError) -> String? {
        guard let refresh = file["refreshToken"]?.string, let client = file["clientId"]?.string,
            let secret = file["clientSecret"]?.string,
            let end = file["registrationExpiresAt"]?.string.flatMap({ Expiration.read($0) }), end > context.clock.now
        else { return nil }
        let session = try source.search.session(
            region: settings.region, provider: MissingCredentials(.none(looked: [])))
        let draft = RequestDraft.rest(
            "POST", ["token"],
            body: [
                "clientId": .string(client), "clientSecret": .string(secret), "grantType": "refresh_token",
                "refreshToken": .string(refresh),
            ])
        let operation = CallTraits(
            service: .ssoOIDC, name: "CreateToken", isSigned: false, secrets: [refresh, secret])
        let answer: JSONFields
        do {
            answer = try await session.call(operation, draft).document()
        } catch {
            if case .cancelled = error { throw .cancelled }
            return nil
        }
        guard let token = answer.optional("accessToken"), let seconds = answer.integer("expiresIn") else { return nil }
        save(file, token, seconds, answer.optional("refreshToken"))
        return token
    }

    /// Writes the new token where the AWS CLI looks for it.
    private func save(_ file: JSONObject, _ token: String, _ seconds: Int, _ refresh: String?) {
        var file = file
        file["startUrl"] = .string(settings.startURL)
        file["region"] = .string(settings.region)
        file["accessToken"] = .string(token)
        file["expiresAt"] = .string(context.clock.now.adding(seconds: seconds).iso8601)
        if let refresh { file["refreshToken"] = .string(refresh) }
        try? context.files.write(Array(JSONValue.object(file).serialized(.compact).utf8), to: path)
    }
}
