import HTTPClient
import Wire

/// Credentials that ECS and EKS Pod Identity hand to containers.
struct ContainerSource: Sendable {
    let context: CredentialContext

    /// Attempts, time-out and pause between attempts in seconds, as botocore has them.
    private static let attempts = 3
    private static let seconds = 2

    /// The host that would be asked; nil when the environment names no endpoint.
    var host: String? { url.map { String(SplitURL($0).host) } }

    private var url: String? {
        if let path = context.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") {
            return "http://169.254.170.2\(path.hasPrefix("/") ? "" : "/")\(path)"
        }
        return context.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI")
    }

    /// The credentials, or nil when the environment names no endpoint.
    func credentials() async throws(CredentialError) -> Credentials? {
        guard let url else { return nil }
        try check(url)
        var problem = ""
        for attempt in 1...ContainerSource.attempts {
            if attempt > 1 { await context.clock.sleep(milliseconds: 1000) }
            if Task.isCancelled { throw .cancelled }
            // Read anew each time: Pod Identity rotates the token.
            let request = MetadataRequest.make("GET", url, headers: try headers(), seconds: ContainerSource.seconds)
            do {
                let response = try await context.transport.send(request)
                if response.status == 200 { return try read(response) }
                problem = "HTTP \(response.status)"
                if (400..<500).contains(response.status), response.status != 429 { break }
            } catch let error as TransportError {
                if case .cancelled = error { throw .cancelled }
                problem = error.sentence.withoutFullStop
            } catch let error as CredentialError {
                throw error
            } catch {
                problem = "unknown failure"
            }
        }
        throw unreachable(problem)
    }

    private func headers() throws(CredentialError) -> [HTTPHeader] {
        var token: String?
        if let path = context.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") {
            let bytes: [UInt8]?
            do {
                bytes = try context.files.read(context.expanded(path))
            } catch {
                throw .unreadableToken(path: path, problem: error.reason)
            }
            guard let bytes else { throw .unreadableToken(path: path, problem: "there is no such file") }
            token = String(decoding: bytes, as: UTF8.self)
        } else {
            token = context.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN")
        }
        guard let token else { return [] }
        guard !token.utf8.contains(where: { $0 == 10 || $0 == 13 }) else {
            throw unreachable("its authorization token has a line break")
        }
        return [HTTPHeader("authorization", token)]
    }

    /// Plain HTTP goes only to this machine and to the addresses ECS and EKS use.
    private func check(_ url: String) throws(CredentialError) {
        let split = SplitURL(url)
        if url.lowercased().hasPrefix("https://"), !split.host.isEmpty { return }
        var host = split.host
        if host.hasPrefix("[") {
            host = host.dropFirst().prefix { $0 != "]" }
        } else {
            host = host.prefix { $0 != ":" }
        }
        let known = ["169.254.170.2", "169.254.170.23", "fd00:ec2::23"]
        guard url.lowercased().hasPrefix("http://"), known.contains(String(host)) || HostKind.isLoopback(String(host))
        else {
            throw unreachable(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI must use https, or http to this machine, 169.254.170.2, "
                    + "169.254.170.23 or fd00:ec2::23")
        }
    }

    private func read(_ response: HTTPResponse) throws(CredentialError) -> Credentials {
        guard let document = try? JSONValue.parse(response.body), let key = document["AccessKeyId"]?.string,
            let secret = document["SecretAccessKey"]?.string, let token = document["Token"]?.string
        else { throw unreachable("its answer is not a set of credentials") }
        return Credentials(
            accessKeyID: key, secretAccessKey: secret, sessionToken: token,
            expiration: document["Expiration"]?.string.flatMap { Expiration.read($0) },
            accountID: document["AccountId"]?.string ?? ContainerSource.account(document["RoleArn"]?.string),
            source: .container)
    }

    private static func account(_ arn: String?) -> String? {
        guard let parts = arn?.split(separator: ":", omittingEmptySubsequences: false), parts.count > 5,
            parts[4].utf8.count == 12
        else { return nil }
        return String(parts[4])
    }

    private func unreachable(_ problem: String) -> CredentialError {
        .unreachable(source: "The container credential endpoint", problem: problem)
    }
}
