import Wire

/// Signs requests and sends them to the world's own AWS, which checks them as it checks everybody's.
struct AWSCaller {
    /// What a service answered.
    struct Answer: Sendable {
        /// The body.
        var body: [UInt8]
        /// The body as XML, nil where it is none.
        var xml: XMLElement? { try? XMLElement.parse(body) }
        /// The body as JSON, nil where it is none.
        var json: JSONValue? { try? JSONValue.parse(body) }
    }

    /// The program's name and version as the CLI sends it.
    static let userAgent = "aws-cli/\(version) md/awscrt#0.28.4 ua/2.1 os/linux lang/python#3.13.9 exec-env/pod"
    /// The version of the CLI in the guide's image.
    static let version = "2.32.6"
    /// How often a call is tried before the CLI gives up.
    private static let attempts = 3

    private let world: World
    private let face: AWSFace

    /// Makes a caller into a world.
    init(_ world: World) {
        self.world = world
        face = AWSFace(world)
    }

    /// Calls an operation, again where it is throttled or the service fails.
    func call(_ request: AWSRequest, credentials: PodCredentials?) async throws(AWSProblem) -> Answer {
        // botocore's words for a network that lets nothing out.
        if world.read({ $0.cluster.closedToPods.contains { request.host.hasPrefix($0 + ".") } }) {
            throw .other("Connect timeout on endpoint URL: \"https://\(request.host)\(request.path)\"")
        }
        var attempt = 1
        while true {
            let response = face.respond(to: signed(request, credentials))
            if response.delay > .zero { try? await Task.sleep(for: response.delay) }
            if response.fault == .hang { try? await Task.sleep(for: .seconds(60)) }
            if response.fault != nil {
                throw .other(
                    "Connection was closed before we received a valid response from endpoint URL: "
                        + "\"https://\(request.host)\(request.path)\".")
            }
            guard response.status >= 300 else { return Answer(body: response.body) }
            let (code, message) = Self.error(in: response)
            let isPassing = response.status >= 500 || response.status == 429 || code.contains("Throttling")
            guard isPassing, attempt < Self.attempts, !Task.isCancelled else {
                throw .service(
                    code: code, message: message, operation: request.operation, retries: isPassing ? attempt - 1 : 0)
            }
            try? await Task.sleep(for: .milliseconds(250 * attempt))
            attempt += 1
        }
    }

    /// Code and message of an error; those of something that is no answer of AWS follow from its status.
    private static func error(in response: RawResponse) -> (code: String, message: String) {
        let answer = Answer(body: response.body)
        if let error = answer.xml?.first("Error"), let code = error.text(of: "Code") {
            return (code, error.text(of: "Message") ?? "")
        }
        if let type = response.header("x-amzn-errortype"), let body = answer.json {
            return (type, body["message"]?.string ?? "")
        }
        return (String(response.status), "")
    }

    /// The request with a signature of version 4 in its header; without credentials it stays unsigned.
    private func signed(_ request: AWSRequest, _ credentials: PodCredentials?) -> RawRequest {
        let time = world.now
        var headers: [(name: String, value: String)] = [
            ("host", request.host), ("user-agent", Self.userAgent), ("x-amz-date", time.basic),
        ]
        if let type = request.contentType { headers.append(("content-type", type)) }
        if let token = credentials?.token { headers.append(("x-amz-security-token", token.value)) }
        var raw = RawRequest(
            method: request.method, target: request.path, headers: headers, body: request.body, secure: true, port: 443)
        guard let credentials else { return raw }
        var claims = SignatureClaims(
            place: .header, accessKeyID: credentials.accessKeyID, day: time.day, region: request.region,
            service: request.service.signingName,
            signedHeaders: headers.map(\.name).filter { $0 != "user-agent" }.sorted(), signature: "", date: time.basic,
            expires: nil, sessionToken: credentials.token?.value)
        let signature = SignatureVerifier().signature(of: raw, claims: claims, secret: credentials.secret.value)
        claims.signature = String(decoding: signature, as: UTF8.self)
        raw.headers.append(
            (
                "authorization",
                "AWS4-HMAC-SHA256 Credential=\(claims.accessKeyID)/\(claims.scope), SignedHeaders="
                    + "\(claims.signedHeaders.joined(separator: ";")), Signature=\(claims.signature)"
            ))
        return raw
    }
}
