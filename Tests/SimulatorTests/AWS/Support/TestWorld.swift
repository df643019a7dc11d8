import Testing
import Wire

@testable import Simulator

/// A world with a clock that stands still, and clients that sign what they ask it.
struct TestWorld {
    /// An answer, taken apart as far as tests look at it.
    struct Answer {
        let status: Int
        let text: String
        let response: RawResponse

        /// The text of the first element with this name, anywhere in an XML answer.
        func element(_ name: String) -> String? {
            guard let start = text.firstRange(of: "<\(name)>"), let end = text.firstRange(of: "</\(name)>") else {
                return nil
            }
            guard start.upperBound <= end.lowerBound else { return nil }
            let inner = String(text[start.upperBound..<end.lowerBound])
            return inner.replacing("&quot;", with: "\"").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
                .replacing("&amp;", with: "&")
        }

        /// The answer as JSON.
        var json: JSONValue { (try? JSONValue.parse(text)) ?? .null }
        /// The error code, nil for success.
        var code: String? { status < 300 ? nil : element("Code") ?? response.header("x-amzn-errortype") }
        /// The error message.
        var message: String { element("Message") ?? json["message"]?.string ?? "" }
        /// Code and message, for comparisons.
        var refusal: String { "\(status) \(code ?? "") \(message)" }
    }

    static let start = Timestamp(secondsSinceEpoch: 1_767_323_045)
    static let eks = "111122223333"
    static let ses = "444455556666"
    static let issuer = "oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E"

    let world: World
    let access: SimulatorAccess
    let face: AWSFace

    /// The world of a scenario.
    init(_ scenario: String = "fresh") throws {
        let randomness = Randomness.seeded(7)
        access = SimulatorAccess(try ScenarioCatalogue().values, randomness: randomness)
        world = try World.of(
            scenario: scenario, access: access, clock: .virtual(startingAt: Self.start), randomness: randomness)
        face = AWSFace(world)
    }

    /// A signer with the key of one side's administrator: `eks` or `ses`.
    func signer(_ side: String, _ service: String, region: String = "eu-west-1") throws -> TestSigner {
        let key = try #require(access.keys.first { $0.side == side })
        return TestSigner(
            accessKeyID: key.accessKeyID, secret: key.secretAccessKey, region: region, service: service)
    }

    /// Makes a query-protocol call.
    @discardableResult
    func query(
        _ service: String, _ action: String, _ parameters: [String: String] = [:], by side: String = "eks",
        region: String = "eu-west-1", signer: TestSigner? = nil
    ) throws -> Answer {
        let versions = ["sts": "2011-06-15", "iam": "2010-05-08", "ses": "2010-12-01"]
        var form = parameters
        form["Action"] = action
        form["Version"] = versions[service]
        let body = form.map { Percent.encode($0.key) + "=" + Percent.encode($0.value) }.joined(separator: "&")
        let request = RawRequest(
            method: "POST", target: "/",
            headers: [("Host", "127.0.0.1:4566"), ("Content-Type", "application/x-www-form-urlencoded")],
            body: Array(body.utf8))
        if action == "AssumeRoleWithWebIdentity" { return send(request) }
        var signer = try signer ?? self.signer(side, service, region: region)
        signer.service = service
        signer.region = service == "iam" ? "us-east-1" : region
        return send(signer.sign(request, at: world.now))
    }

    /// Makes a REST call.
    @discardableResult
    func rest(
        _ service: String, _ method: String, _ target: String, _ body: JSONValue? = nil, by side: String = "eks",
        region: String = "eu-west-1", signer: TestSigner? = nil
    ) throws -> Answer {
        let request = RawRequest(
            method: method, target: target, headers: [("Host", "127.0.0.1:4566")],
            body: body.map { Array($0.serialized(.compact).utf8) } ?? [])
        var signer = try signer ?? self.signer(side, service, region: region)
        signer.service = service
        signer.region = region
        return send(signer.sign(request, at: world.now))
    }

    /// Hands a request to the face as it is.
    func send(_ request: RawRequest) -> Answer {
        let response = face.respond(to: request)
        return Answer(
            status: response.status, text: String(decoding: response.body, as: UTF8.self), response: response)
    }

    /// A token of the cluster's service account.
    func token(
        subject: String = "system:serviceaccount:default:ses-sender", audience: JSONValue? = ["sts.amazonaws.com"],
        issuer: String = "https://" + issuer, expiresIn: Int = 600
    ) throws -> String {
        var claims: [(String, JSONValue)] = [
            ("iss", .string(issuer)), ("sub", .string(subject)),
            ("exp", JSONValue(world.now.secondsSinceEpoch + Int64(expiresIn))),
        ]
        if let audience { claims.append(("aud", audience)) }
        return try world.read { $0.cluster.signer }.token(claims: .object(JSONObject(claims)))
    }

    /// Exchanges a token for the role's credentials.
    func assume(
        token: String? = nil, role: String = "arn:aws:iam::111122223333:role/ses-sender-role"
    ) throws -> Answer {
        try query(
            "sts", "AssumeRoleWithWebIdentity",
            [
                "RoleArn": role, "RoleSessionName": "test", "WebIdentityToken": try token ?? self.token(),
            ])
    }

    /// A signer with the role's temporary credentials.
    func roleSigner() throws -> TestSigner {
        let answer = try assume()
        #expect(answer.status == 200, "\(answer.text)")
        return TestSigner(
            accessKeyID: answer.element("AccessKeyId") ?? "", secret: answer.element("SecretAccessKey") ?? "",
            token: answer.element("SessionToken"), service: "ses")
    }

    /// Sends the guide's message with the role's credentials.
    func send(
        sourceARN: String? = "arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com",
        to receiver: String = "ops@example.com", region: String = "eu-west-1", signer: TestSigner? = nil
    ) throws -> Answer {
        var parameters = [
            "Source": "no-reply@example.com", "Destination.ToAddresses.member.1": receiver,
            "Message.Subject.Data": "Hello", "Message.Body.Text.Data": "It works.",
        ]
        parameters["SourceArn"] = sourceARN
        return try query("ses", "SendEmail", parameters, region: region, signer: signer ?? roleSigner())
    }
}
