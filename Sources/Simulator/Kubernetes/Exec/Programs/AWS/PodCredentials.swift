import Wire

/// Keys that calls are signed with; their text never shows them.
struct PodCredentials: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// Where keys can come from, in the CLI's words.
    enum Method: String, Sendable {
        case environment = "env"
        case webIdentity = "assume-role-with-web-identity"
        case container = "container-role"
        case node = "iam-role"
    }

    /// Where they come from.
    var method: Method
    /// The access key id.
    var accessKeyID: String
    /// The secret key.
    var secret: SecretKey
    /// The session token of temporary keys.
    var token: SecretKey?

    /// Never the secret.
    var description: String { "credentials of \(accessKeyID)" }
    /// Never the secret.
    var debugDescription: String { description }
}

/// Where the AWS CLI finds credentials in a pod, in the CLI's own order.
///
/// Keys in the environment, the web identity that the webhook injected, the agent of EKS Pod Identity, and the node's
/// metadata, which only pods on their node's network reach.
struct PodCredentialChain {
    let process: PodProcess
    let caller: AWSCaller

    /// The first credentials that are there.
    func credentials(region: String) async throws(AWSProblem) -> PodCredentials {
        let environment = process.environment
        if let id = environment["AWS_ACCESS_KEY_ID"], !id.isEmpty {
            guard let secret = environment["AWS_SECRET_ACCESS_KEY"], !secret.isEmpty else {
                throw .other("Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY")
            }
            return PodCredentials(
                method: .environment, accessKeyID: id, secret: SecretKey(secret),
                token: environment["AWS_SESSION_TOKEN"].map { SecretKey($0) })
        }
        if let role = environment["AWS_ROLE_ARN"], let file = environment["AWS_WEB_IDENTITY_TOKEN_FILE"] {
            return try await webIdentity(role: role, file: file, region: region)
        }
        if environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] != nil {
            return try PodIdentityAgent(machine: process.machine).credentials(environment)
        }
        if let session = NodeMetadata(machine: process.machine).session() {
            return PodCredentials(
                method: .node, accessKeyID: session.accessKeyID, secret: session.secret, token: session.token)
        }
        throw .noCredentials
    }

    /// Exchanges the service account's token, once for each call of the program.
    private func webIdentity(
        role: String, file: String, region: String
    ) async throws(AWSProblem) -> PodCredentials {
        let token: String
        do throws(PodFiles.Problem) {
            token = try PodFiles(process.machine).read(process.absolute(file))
        } catch {
            throw .other("[Errno \(error.number)] \(error.rawValue): '\(file)'")
        }
        let now = process.machine.world.now.secondsSinceEpoch
        let answer = try await caller.call(
            .query(
                .sts, "AssumeRoleWithWebIdentity", region: region,
                [
                    ("RoleArn", role), ("WebIdentityToken", token),
                    ("RoleSessionName", process.environment["AWS_ROLE_SESSION_NAME"] ?? "botocore-session-\(now)"),
                ]), credentials: nil)
        let found = answer.xml?.first(["AssumeRoleWithWebIdentityResult", "Credentials"])
        guard let id = found?.text(of: "AccessKeyId"), let secret = found?.text(of: "SecretAccessKey"),
            let session = found?.text(of: "SessionToken")
        else { throw .other("Unable to parse response (no credentials), invalid XML received") }
        return PodCredentials(
            method: .webIdentity, accessKeyID: id, secret: SecretKey(secret), token: SecretKey(session))
    }
}
