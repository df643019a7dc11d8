import Foundation
import HTTPClient
import Identifiers
import Testing
import Wire

@testable import AWSClient

/// Real HTTP to a third party's imitation of AWS: what is sent is understood, what comes back is read.
@Suite(.serialized, .enabled(if: Python.has("moto.server")))
struct MotoTests {
    private static let document =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"ses:SendEmail\",\"Resource\":\"*\"}]}"
    private static let trust =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":\"x\"},"
        + "\"Action\":\"sts:AssumeRoleWithWebIdentity\"}]}"

    @Test(.timeLimit(.minutes(3)))
    func `everything moto knows works over real HTTP`() async throws {
        let server = try MotoServer()
        defer { server.stop() }
        let transport = CurlTransport()
        defer { transport.shutDown() }
        try await server.waitUntilReady()
        let session = AWSSession(
            label: "EKS account", region: try Region("eu-west-1"), provider: StaticCredentials(Fixtures.credentials),
            transport: transport, endpoints: EndpointSettings(overrides: .all(server.url))
        ).bound(to: try AccountID("123456789012"))
        try await identities(session)
        try await provider(session)
        try await roleAndPolicy(session)
        try await mail(session)
        try await cluster(session)
    }

    private func identities(_ session: AWSSession) async throws {
        let sts = STS(session)
        #expect(try await sts.getCallerIdentity().account == "123456789012")
        let role = try await sts.assumeRole("arn:aws:iam::123456789012:role/r", sessionName: "me")
        #expect(role.arn == "arn:aws:sts::123456789012:assumed-role/r/me")
        #expect(role.credentials.expiration != nil && role.credentials.accountID == "123456789012")
        let web = try await sts.assumeRoleWithWebIdentity(
            "arn:aws:iam::123456789012:role/r", token: "a.b.c", sessionName: "me")
        #expect(web.credentials.accessKeyID.hasPrefix("ASIA"))
        #expect(try await sts.getSessionToken(durationSeconds: 900).sessionToken != nil)
    }

    private func provider(_ session: AWSSession) async throws {
        let iam = IAM(session)
        let arn = try await iam.createOpenIDConnectProvider(
            url: "https://oidc.example.com/id/1", clientIDs: ["a"],
            thumbprints: ["9e99a48a9960b14926bb7f3b02e22da2b0ab7280"], tags: [AWSTag("managed-by", "sesame")])
        #expect(try await iam.listOpenIDConnectProviders() == [arn])
        try await iam.tagOpenIDConnectProvider(arn, tags: [AWSTag("k", "v & w")])
        let found = try await iam.getOpenIDConnectProvider(arn)
        #expect(found.url == "oidc.example.com/id/1" && found.clientIDs == ["a"])
        #expect(Set(found.tags) == [AWSTag("managed-by", "sesame"), AWSTag("k", "v & w")])
        try await iam.deleteOpenIDConnectProvider(arn)
        let failure = await #expect(throws: AWSFailure.self) { try await iam.getOpenIDConnectProvider(arn) }
        #expect(failure?.isNotFound == true)
    }

    private func roleAndPolicy(_ session: AWSSession) async throws {
        let iam = IAM(session)
        let policy = try await iam.createPolicy(
            "ses-sender-policy", document: MotoTests.document, description: "d", tags: [AWSTag("a", "b")])
        let role = try await iam.createRole(
            "ses-sender-role", path: "/team/", trustPolicy: MotoTests.trust, maxSessionSeconds: 3600,
            permissionsBoundary: policy.arn, tags: [AWSTag("managed-by", "sesame")])
        #expect(role.arn == "arn:aws:iam::123456789012:role/team/ses-sender-role")
        let again = await #expect(throws: AWSFailure.self) {
            try await iam.createRole("ses-sender-role", trustPolicy: MotoTests.trust)
        }
        #expect(again?.isAlreadyThere == true)
        let read = try await iam.getRole("ses-sender-role")
        #expect(try JSONValue.parse(read.trustPolicy) == JSONValue.parse(MotoTests.trust))
        #expect(read.permissionsBoundary == policy.arn && read.maxSessionSeconds == 3600)
        #expect(read.tags == [AWSTag("managed-by", "sesame")])
        try await iam.updateAssumeRolePolicy(role: "ses-sender-role", trustPolicy: MotoTests.trust)
        try await iam.tagRole("ses-sender-role", tags: [AWSTag("x", "y")])
        try await iam.attachRolePolicy(role: "ses-sender-role", policyARN: policy.arn)
        #expect(
            try await iam.listAttachedRolePolicies(role: "ses-sender-role")
                == [AttachedPolicy(name: "ses-sender-policy", arn: policy.arn)])
        #expect(try await iam.listRolePolicies(role: "ses-sender-role") == [])
        for _ in 0..<4 { _ = try await iam.createPolicyVersion(policy.arn, document: MotoTests.document) }
        let full = await #expect(throws: AWSFailure.self) {
            try await iam.createPolicyVersion(policy.arn, document: MotoTests.document)
        }
        #expect(full?.code == "LimitExceeded")
        #expect(try await iam.listPolicyVersions(policy.arn).count == 5)
        let current = try await iam.getPolicy(policy.arn)
        #expect(current.defaultVersionID == "v5" && current.attachmentCount == 1)
        let version = try await iam.getPolicyVersion(policy.arn, version: "v5")
        #expect(try JSONValue.parse(version.document ?? "") == JSONValue.parse(MotoTests.document))
        for number in 1...4 { try await iam.deletePolicyVersion(policy.arn, version: "v\(number)") }
        try await iam.detachRolePolicy(role: "ses-sender-role", policyARN: policy.arn)
        try await iam.deleteRole("ses-sender-role")
        try await iam.deletePolicy(policy.arn)
    }

    private func mail(_ session: AWSSession) async throws {
        let ses = SES(session)
        let address = "user+x@example.com"
        _ = try await ses.createEmailIdentity(address, tags: [AWSTag("managed-by", "sesame")])
        let identity = try await ses.getEmailIdentity(address)
        #expect(!identity.isDomain && identity.name == address)
        #expect(try await ses.listEmailIdentities(pageSize: nil).items.map(\.name) == [address])
        let missing = await #expect(throws: AWSFailure.self) { try await ses.getEmailIdentity("none@example.com") }
        #expect(missing?.isNotFound == true)
        try await ses.verifyEmailIdentityV1(address)
        #expect(try await ses.getSendQuotaV1().maxSendRate > 0)
        let message = EmailMessage(
            from: address, to: ["success@simulator.amazonses.com"], subject: "S, {é}", text: "\"B\"\n1")
        #expect(try await !ses.sendEmailV1(message).messageID.isEmpty)
        #expect(try await !ses.sendEmail(message).messageID.isEmpty)
        try await ses.deleteEmailIdentity(address)
    }

    private func cluster(_ session: AWSSession) async throws {
        let eks = EKS(session)
        // Clusters are made by others; moto's own API makes one here.
        let answer = try await session.call(
            Operation(service: .eks, name: "CreateCluster"),
            .rest(
                "POST", ["clusters"],
                body: [
                    "name": "mail-prod", "roleArn": "arn:aws:iam::123456789012:role/eks",
                    "resourcesVpcConfig": ["subnetIds": ["subnet-1"]],
                ]))
        #expect(answer.response.status == 200)
        #expect(try await eks.listClusters() == ["mail-prod"])
        let cluster = try await eks.describeCluster("mail-prod")
        #expect(cluster.status == "ACTIVE" && cluster.issuer?.hasPrefix("https://") == true)
        #expect(cluster.certificateAuthority != nil && cluster.endpoint?.hasPrefix("https://") == true)
        let missing = await #expect(throws: AWSFailure.self) { try await eks.describeCluster("none") }
        #expect(missing?.code == "ResourceNotFoundException")
    }
}

/// moto's server on a free port of this machine.
private final class MotoServer {
    let url: String
    private let process = Process()

    init() throws {
        let port = 20_000 + Int(ProcessInfo.processInfo.processIdentifier) % 20_000
        url = "http://127.0.0.1:\(port)"
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            Python.interpreter(with: "moto.server") ?? "python3", "-m", "moto.server", "-H", "127.0.0.1", "-p",
            String(port),
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    func waitUntilReady() async throws {
        let transport = CurlTransport()
        defer { transport.shutDown() }
        for _ in 0..<300 {
            if let answer = try? await transport.send(HTTPRequest(url: url + "/moto-api/")), answer.status == 200 {
                return
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        Issue.record("moto does not answer")
    }

    /// Ends the server for sure: it does not always listen to SIGTERM.
    func stop() { kill(process.processIdentifier, SIGKILL) }
}
