import Digest
import Wire

/// Credentials of a session that `aws login` opened on this machine.
///
/// They are read from the AWS CLI's cache. Renewing them takes a proof signed with an elliptic-curve key that the cache
/// holds; the AWS CLI does that, sesame names the command.
struct LoginSource: Sendable {
    let search: CredentialSearch
    let session: String
    let profile: String

    /// The command that signs in.
    private var command: String { "aws login --profile \(ShellQuoting.word(profile))" }

    /// The cached credentials, if they still hold.
    func credentials() async throws(CredentialError) -> Credentials {
        let context = search.context
        let folder = context.path(variable: "AWS_LOGIN_CACHE_DIRECTORY", default: "~/.aws/login/cache")
        let path = "\(folder)/\(Hex.encode(SHA256.hash(Array(session.utf8)))).json"
        let bytes: [UInt8]?
        do {
            bytes = try context.files.read(path)
        } catch {
            throw .unreadableToken(path: path, problem: error.reason)
        }
        guard let bytes else { throw .notSignedIn(profile: profile, command: command) }
        guard let token = (try? JSONValue.parse(bytes))?["accessToken"], let key = token["accessKeyId"]?.string,
            let secret = token["secretAccessKey"]?.string, let sessionToken = token["sessionToken"]?.string,
            let end = token["expiresAt"]?.string.flatMap({ Expiration.read($0) })
        else { throw .notSignedIn(profile: profile, command: command) }
        guard end > context.clock.now else { throw .signInExpired(profile: profile, command: command) }
        return Credentials(
            accessKeyID: key, secretAccessKey: secret, sessionToken: sessionToken, expiration: end,
            accountID: token["accountId"]?.string, source: .login(profile: profile))
    }
}
