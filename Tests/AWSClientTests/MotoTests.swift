import Calls
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
    }

    private func provider(_ session: AWSSession) async throws {
        let made = try await session.perform(
            Call(
                .createOpenIDConnectProvider, .eks,
                [
                    "Url": "https://oidc.example.com/id/1", "ClientIDList": ["a"],
                    "ThumbprintList": ["9e99a48a9960b14926bb7f3b02e22da2b0ab7280"],
                    "Tags": [["Key": "managed-by", "Value": "sesame"], ["Key": "k", "Value": "v & w"]],
                ]))
        let arn = try #require(made.value["OpenIDConnectProviderArn"]?.string)
        let list = try await session.perform(Call(.listOpenIDConnectProviders, .eks)).value
        #expect(list == ["OpenIDConnectProviderList": [["Arn": .string(arn)]]])
        let provider: JSONObject = ["OpenIDConnectProviderArn": .string(arn)]
        let found = try await session.perform(Call(.getOpenIDConnectProvider, .eks, provider)).value
        #expect(found["Url"] == "oidc.example.com/id/1" && found["ClientIDList"] == ["a"])
        #expect(found["Tags"]?.array?.count == 2)
        let missing = await #expect(throws: AWSFailure.self) {
            try await session.perform(
                .getOpenIDConnectProvider(try ARN("arn:aws:iam::123456789012:oidc-provider/none.example.com")))
        }
        #expect(missing?.isNotFound == true)
    }

    private func roleAndPolicy(_ session: AWSSession) async throws {
        let document = try JSONValue.parse(MotoTests.document)
        let trust = try JSONValue.parse(MotoTests.trust)
        let policy = try await session.perform(
            Call(
                .createPolicy, .eks,
                [
                    "PolicyName": "ses-sender-policy", "PolicyDocument": document,
                    "Tags": [["Key": "a", "Value": "b"]],
                ])
        ).value["Policy"]
        let arn = try #require(policy?["Arn"]?.string)
        let creation = Call(
            .createRole, .eks,
            [
                "RoleName": "ses-sender-role", "Path": "/team/", "AssumeRolePolicyDocument": trust,
                "PermissionsBoundary": .string(arn), "Tags": [["Key": "managed-by", "Value": "sesame"]],
            ])
        let role = try await session.perform(creation).value
        #expect(role["Role"]?["Arn"] == "arn:aws:iam::123456789012:role/team/ses-sender-role")
        let again = await #expect(throws: AWSFailure.self) { try await session.perform(creation) }
        #expect(again?.isAlreadyThere == true)
        let read = try await session.perform(.getRole("ses-sender-role")).value["Role"]
        #expect(read?["AssumeRolePolicyDocument"] == trust)
        #expect(read?["PermissionsBoundary"]?["PermissionsBoundaryArn"] == .string(arn))
        #expect(read?["Tags"] == [["Key": "managed-by", "Value": "sesame"]])

        let name: JSONObject = ["RoleName": "ses-sender-role"]
        var change = name
        change["PolicyDocument"] = trust
        _ = try await session.perform(Call(.updateAssumeRolePolicy, .eks, change))
        var attachment = name
        attachment["PolicyArn"] = .string(arn)
        _ = try await session.perform(Call(.attachRolePolicy, .eks, attachment))
        #expect(
            try await session.perform(.listAttachedRolePolicies("ses-sender-role")).value
                == ["AttachedPolicies": [["PolicyName": "ses-sender-policy", "PolicyArn": .string(arn)]]])
        #expect(try await session.perform(Call(.listRolePolicies, .eks, name)).value == ["PolicyNames": []])
        try await versions(session, try ARN(arn), document)
        _ = try await session.perform(Call(.detachRolePolicy, .eks, attachment))
        _ = try await session.perform(Call(.deleteRole, .eks, name))
        _ = try await session.perform(Call(.deletePolicy, .eks, ["PolicyArn": .string(arn)]))
    }

    private func versions(_ session: AWSSession, _ arn: ARN, _ document: JSONValue) async throws {
        let another = Call(
            .createPolicyVersion, .eks,
            ["PolicyArn": .string(arn.text), "PolicyDocument": document, "SetAsDefault": true])
        for _ in 0..<4 { _ = try await session.perform(another) }
        let full = await #expect(throws: AWSFailure.self) { try await session.perform(another) }
        #expect(full?.code == "LimitExceeded")
        #expect(try await session.perform(.listPolicyVersions(arn)).value["Versions"]?.array?.count == 5)
        let current = try await session.perform(.getPolicy(arn)).value["Policy"]
        #expect(current?["DefaultVersionId"] == "v5" && current?["AttachmentCount"] == 1)
        let version = try await session.perform(.getPolicyVersion(arn, "v5")).value["PolicyVersion"]
        #expect(version?["Document"] == document)
        for number in 1...4 {
            _ = try await session.perform(
                Call(
                    .deletePolicyVersion, .eks,
                    ["PolicyArn": .string(arn.text), "VersionId": .string("v\(number)")]))
        }
    }

    private func mail(_ session: AWSSession) async throws {
        let address = "user+x@example.com"
        _ = try await session.perform(
            Call(
                .createEmailIdentity, .ses,
                ["EmailIdentity": .string(address), "Tags": [["Key": "managed-by", "Value": "sesame"]]]))
        let identity = try await session.perform(.getEmailIdentity(address, .ses, in: nil)).value
        #expect(identity["IdentityType"] == "EMAIL_ADDRESS")
        let missing = await #expect(throws: AWSFailure.self) {
            try await session.perform(.getEmailIdentity("none@example.com", .ses, in: nil))
        }
        #expect(missing?.isNotFound == true)
        _ = try await session.perform(Call(.verifyEmailIdentity, .ses, ["EmailAddress": .string(address)]))
        let sent = try await session.perform(
            Call(
                .sendEmail, .ses,
                [
                    "Source": .string(address), "Destination": ["ToAddresses": ["success@simulator.amazonses.com"]],
                    "Message": ["Subject": ["Data": "S, {é}"], "Body": ["Text": ["Data": "\"B\"\n1"]]],
                ]))
        #expect(sent.value["MessageId"]?.string?.isEmpty == false)
    }

    private func cluster(_ session: AWSSession) async throws {
        // Clusters are made by others; moto's own API makes one here.
        let answer = try await session.call(
            CallTraits(service: .eks, name: "CreateCluster"),
            .rest(
                "POST", ["clusters"],
                body: [
                    "name": "mail-prod", "roleArn": "arn:aws:iam::123456789012:role/eks",
                    "resourcesVpcConfig": ["subnetIds": ["subnet-1"]],
                ]))
        #expect(answer.response.status == 200)
        #expect(try await session.perform(.listClusters(in: nil)).value == ["clusters": ["mail-prod"]])
        let cluster = try await session.perform(Call(.describeCluster, .eks, ["name": "mail-prod"])).value["cluster"]
        #expect(cluster?["status"] == "ACTIVE")
        #expect(cluster?["identity"]?["oidc"]?["issuer"]?.string?.hasPrefix("https://") == true)
        #expect(cluster?["certificateAuthority"]?["data"]?.string != nil)
        #expect(cluster?["endpoint"]?.string?.hasPrefix("https://") == true)
        let missing = await #expect(throws: AWSFailure.self) {
            try await session.perform(Call(.describeCluster, .eks, ["name": "none"]))
        }
        #expect(missing?.code == "ResourceNotFoundException")
    }
}

/// moto's server on a free port of this machine.
private final class MotoServer {
    let url: String
    private let process = Process()

    init() throws {
        // Below the ports that the system gives to connections: one of those is taken now and then.
        let port = 20_000 + Int(ProcessInfo.processInfo.processIdentifier) % 12_000
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
