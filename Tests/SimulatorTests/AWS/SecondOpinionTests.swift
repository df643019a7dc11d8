import LiveSimulator
import Programs
import SimulatorServer
import Wire
import Foundation
import Testing

@testable import Simulator

/// Clients that nobody here wrote, against the simulator over real HTTP.
struct SecondOpinionTests {
    @Test(.enabled("python3 with boto3 is not on this machine") { await has("python3", "-c", "import boto3") })
    func `boto3 follows the guide from a fresh world to a sent message`() async throws {
        let simulation = try SimulatedWorld("fresh")
        try await LiveSimulator.with(simulation) { simulator in
            let keys = simulation.access.keys
            let token = try simulation.world.read { $0.cluster.signer }.token(claims: [
                "iss": .string("https://" + TestWorld.issuer), "sub": "system:serviceaccount:default:ses-sender",
                "aud": ["sts.amazonaws.com"], "exp": .number(String(simulation.world.now.secondsSinceEpoch + 3_600)),
            ])
            let run = try await Self.run(
                ["python3", "-c", secondOpinionScript],
                [
                    "ENDPOINT": simulator.endpoints.aws, "INBOX": simulator.endpoints.inbox, "TOKEN": token,
                    "ISSUER": TestWorld.issuer, "EKS_KEY": keys[0].accessKeyID, "EKS_SECRET": keys[0].secretAccessKey,
                    "SES_KEY": keys[1].accessKeyID, "SES_SECRET": keys[1].secretAccessKey,
                ])
            let asked = Set(simulation.world.read { $0.requests.all }.map { $0.service + ":" + $0.operation })
            let known = Operations.all.flatMap { service, operations in
                operations.map { service.signingName + ":" + $0.name }
            }
            #expect(known.filter { !asked.contains($0) }.sorted() == [])
            let lines = run.out.split(separator: "\n")
            #expect(run.status == 0, "\(run.err.suffix(2_000))")
            #expect(lines.filter { $0.hasPrefix("not ok") } == [])
            #expect(lines.last == "ok end")
            #expect(lines.count >= 80)
        }
    }

    @Test(.enabled("the AWS CLI is not on this machine") { await has("aws", "--version") })
    func `the AWS CLI reads a ready world`() async throws {
        let simulation = try SimulatedWorld("ready")
        try await LiveSimulator.with(simulation) { simulator in
            let key = simulation.access.keys[0]
            let environment = [
                "AWS_ENDPOINT_URL": simulator.endpoints.aws, "AWS_ACCESS_KEY_ID": key.accessKeyID,
                "AWS_SECRET_ACCESS_KEY": key.secretAccessKey, "AWS_DEFAULT_REGION": "eu-west-1",
            ]
            let role = try await Self.run(
                [
                    "aws", "iam", "get-role", "--role-name", "ses-sender-role", "--query", "Role.Arn", "--output",
                    "text",
                ],
                environment)
            #expect(role.out == "arn:aws:iam::111122223333:role/ses-sender-role\n", "\(role.err)")
            let token = try await Self.run(
                [
                    "aws", "eks", "get-token", "--cluster-name", "mail-prod", "--query", "status.token", "--output",
                    "text",
                ],
                environment)
            let bearer = token.out.trimmingCharacters(in: .whitespacesAndNewlines)
            let caller = try EKSTokenCheck().caller(of: bearer, cluster: "mail-prod", in: simulation.world)
            #expect(caller.arn == "arn:aws:iam::111122223333:user/eks-admin")
            let refused = try await Self.run(
                [
                    "aws", "ses", "send-email", "--from", "no-reply@example.com", "--to", "ops@example.com", "--text",
                    "t",
                    "--subject", "s",
                ], environment)
            #expect(
                refused.err.contains(
                    "An error occurred (MessageRejected) when calling the SendEmail operation: Email address is not "
                        + "verified. The following identities failed the check in region EU-WEST-1: no-reply@example.com"
                ),
                "\(refused.err)")
        }
    }

    /// Whether a command works here.
    static func has(_ arguments: String...) async -> Bool {
        (try? await run(arguments, [:]))?.status == 0
    }

    /// Runs a program with nothing of this machine's AWS settings.
    static func run(_ arguments: [String], _ environment: [String: String]) async throws -> Ran {
        var variables = ProcessInfo.processInfo.environment.filter {
            !$0.key.hasPrefix("AWS_") && !$0.key.lowercased().hasSuffix("proxy")
        }
        variables["AWS_CONFIG_FILE"] = "/dev/null"
        variables["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null"
        variables["AWS_EC2_METADATA_DISABLED"] = "true"
        return try await Command.run("/usr/bin/env", arguments, environment: variables.merging(environment) { $1 })
    }
}
