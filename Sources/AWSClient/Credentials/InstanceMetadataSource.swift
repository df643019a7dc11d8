import HTTPClient
import Wire

/// Credentials of an EC2 instance's role, from the instance metadata service, version 2.
///
/// It is asked last and briefly, as it is silence on every machine outside EC2. Version 1, which needs no token, is not
/// spoken.
struct InstanceMetadataSource: Sendable {
    let context: CredentialContext
    let profile: Profile?

    /// For how long a token is asked, in seconds, and the time-out of each request.
    private static let tokenSeconds = "21600"
    private static let seconds = 1

    private static let roles = "latest/meta-data/iam/security-credentials/"

    /// Whether `AWS_EC2_METADATA_DISABLED` switches it off.
    var isDisabled: Bool { context.variable("AWS_EC2_METADATA_DISABLED")?.saysTrue ?? false }

    /// The host that would be asked.
    var host: String { String(SplitURL(endpoint).host) }

    /// The credentials, or nil when there is no such service here, or no role.
    func credentials() async throws(CredentialError) -> Credentials? {
        guard !isDisabled, let token = try await token() else { return nil }
        guard let role = try await text(InstanceMetadataSource.roles, token)?.trimmingWhitespace, !role.isEmpty else {
            return nil
        }
        guard let body = try await text(InstanceMetadataSource.roles + PercentEncoding.encode(role), token) else {
            return nil
        }
        guard let document = try? JSONValue.parse(body) else {
            throw unreachable("its answer is not a set of credentials")
        }
        if let code = document["Code"]?.string, code != "Success" {
            throw unreachable("the instance's role \(TerminalText.sanitized(role)) was refused (\(code))")
        }
        guard let key = document["AccessKeyId"]?.string, let secret = document["SecretAccessKey"]?.string,
            let sessionToken = document["Token"]?.string
        else { throw unreachable("its answer is not a set of credentials") }
        return Credentials(
            accessKeyID: key, secretAccessKey: secret, sessionToken: sessionToken,
            expiration: document["Expiration"]?.string.flatMap { Expiration.read($0) },
            accountID: document["AccountId"]?.string, source: .instanceMetadata(role: role))
    }

    /// The instance's region, or nil when there is no such service here.
    func region() async throws(CredentialError) -> String? {
        guard !isDisabled, let token = try await token() else { return nil }
        return try await text("latest/meta-data/placement/region", token)?.trimmingWhitespace
    }

    private var endpoint: String {
        let named = context.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT") ?? profile?["ec2_metadata_service_endpoint"]
        if let named { return named.hasSuffix("/") ? named : named + "/" }
        let mode =
            context.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE")
            ?? profile?["ec2_metadata_service_endpoint_mode"]
        return mode?.lowercased() == "ipv6" ? "http://[fd00:ec2::254]/" : "http://169.254.169.254/"
    }

    private func token() async throws(CredentialError) -> String? {
        let request = MetadataRequest.make(
            "PUT", endpoint + "latest/api/token",
            headers: [
                HTTPHeader("x-aws-ec2-metadata-token-ttl-seconds", InstanceMetadataSource.tokenSeconds)
            ], seconds: InstanceMetadataSource.seconds)
        guard let response = try await send(request), response.status == 200, !response.body.isEmpty else { return nil }
        return response.text.trimmingWhitespace
    }

    private func text(_ path: String, _ token: String) async throws(CredentialError) -> String? {
        let request = MetadataRequest.make(
            "GET", endpoint + path, headers: [HTTPHeader("x-aws-ec2-metadata-token", token)],
            seconds: InstanceMetadataSource.seconds)
        guard let response = try await send(request), response.status == 200 else { return nil }
        return response.text
    }

    /// Sends a request; nil when nobody answers.
    ///
    /// A service that is there and stumbles is asked once more.
    private func send(_ request: HTTPRequest) async throws(CredentialError) -> HTTPResponse? {
        for isLast in [false, true] {
            do {
                let response = try await context.transport.send(request)
                if response.status < 500 || isLast { return response }
            } catch {
                if case .cancelled = error { throw .cancelled }
                return nil
            }
        }
        return nil
    }

    private func unreachable(_ problem: String) -> CredentialError {
        .unreachable(source: "The instance metadata service", problem: problem)
    }
}
