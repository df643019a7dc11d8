import Foundation
import Programs
import SimulatorServer
import Testing
import Wire

@testable import Simulator

/// The original guide, by hand, with the stock AWS CLI and kubectl: from nothing to a sent message.
@Suite(.enabled(if: Tools.aws != nil && Tools.kubectl != nil)) struct CommandLineTests {
    @Test(.timeLimit(.minutes(4))) func `the guide from fresh to a sent message`() async throws {
        try await RunningSimulator.with("fresh") { running in
            let values = running.simulator.simulation.catalogue.values
            let owner = AWSCommand(environment: running.environment, profile: "eks-admin")
            let mailer = AWSCommand(environment: running.environment, profile: "ses-admin")
            let kubectl = Kubectl(environment: running.environment)
            let issuer = try await owner.run(
                "eks", "describe-cluster", "--name", "mail-prod", "--query", "cluster.identity.oidc.issuer", "--output",
                "text"
            )
            #expect(issuer == "https://\(values["issuer"])\n")
            try await owner.run(
                "iam", "create-open-id-connect-provider", "--url", "https://\(values["issuer"])", "--client-id-list",
                "sts.amazonaws.com")
            let identity = "arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com"
            let receivers = ["111122223333", "444455556666"].map {
                "arn:aws:ses:eu-west-1:\($0):identity/ops@example.com"
            }
            let send: JSONValue = ["ses:SendEmail", "ses:SendRawEmail"]
            try await owner.run(
                "iam", "create-policy", "--policy-name", "ses-sender-policy", "--policy-document",
                policy([("Effect", "Allow"), ("Action", send), ("Resource", JSONValue([identity] + receivers))]))
            try await owner.run(
                "iam", "create-role", "--role-name", "ses-sender-role", "--assume-role-policy-document",
                policy([
                    ("Effect", "Allow"),
                    (
                        "Principal",
                        ["Federated": .string("arn:aws:iam::111122223333:oidc-provider/\(values["issuer"])")]
                    ),
                    ("Action", "sts:AssumeRoleWithWebIdentity"),
                    (
                        "Condition",
                        .object(
                            JSONObject([
                                (
                                    "StringEquals",
                                    .object(
                                        JSONObject([
                                            ("\(values["issuer"]):sub", "system:serviceaccount:default:ses-sender"),
                                            ("\(values["issuer"]):aud", "sts.amazonaws.com"),
                                        ]))
                                )
                            ]))
                    ),
                ]))
            try await owner.run(
                "iam", "attach-role-policy", "--role-name", "ses-sender-role", "--policy-arn",
                "arn:aws:iam::111122223333:policy/ses-sender-policy")
            try await kubectl.run("create", "serviceaccount", "ses-sender")
            try await kubectl.run(
                "annotate", "serviceaccount", "ses-sender", "eks.amazonaws.com/role-arn=\(values.roleARN)")
            for (side, address) in [
                (mailer, "no-reply@example.com"), (mailer, "ops@example.com"), (owner, "ops@example.com"),
            ] {
                try await side.run("sesv2", "create-email-identity", "--email-identity", address)
            }
            try await follow(running)
            try await mailer.run(
                "sesv2", "create-email-identity-policy", "--email-identity", "no-reply@example.com", "--policy-name",
                "ses-sender", "--policy",
                policy([
                    ("Effect", "Allow"), ("Principal", ["AWS": .string(values.roleARN)]), ("Action", send),
                    ("Resource", .string(identity)),
                ]))
            try await sends(running, kubectl, identity)
        }
    }

    @Test(.timeLimit(.minutes(2))) func `EKS tokens come in, for this cluster and from its account only`() async throws
    {
        try await RunningSimulator.with("fresh") { running in
            let file = running.directory + "/ca.pem"
            try running.simulator.endpoints.certificateAuthority.write(toFile: file, atomically: true, encoding: .utf8)
            let url = running.simulator.endpoints.kubernetes + "/api/v1/namespaces"
            for (profile, cluster, status) in [
                ("eks-admin", "mail-prod", "200"), ("eks-admin", "other", "401"), ("ses-admin", "mail-prod", "401"),
            ] {
                let token = try await AWSCommand(environment: running.environment, profile: profile).run(
                    "eks", "get-token", "--cluster-name", cluster, "--region", "eu-west-1", "--query", "status.token",
                    "--output", "text")
                let answer = try await running.curl(
                    "--cacert", file, "-o", "/dev/null", "-w", "%{http_code}", "-H",
                    "Authorization: Bearer \(token.filter { $0 != "\n" })", url)
                #expect(answer.out == status, "\(profile), \(cluster)")
            }
            try running.simulator.simulation.change(by: "k8s-access-entry-stale")
            let stale = try await AWSCommand(environment: running.environment, profile: "eks-admin").run(
                "eks", "get-token", "--cluster-name", "mail-prod", "--region", "eu-west-1", "--query", "status.token",
                "--output", "text")
            let answer = try await running.curl(
                "--cacert", file, "-o", "/dev/null", "-w", "%{http_code}", "-H",
                "Authorization: Bearer \(stale.filter { $0 != "\n" })", url)
            #expect(answer.out == "401")
        }
    }

    /// Sends as the pod would: with the token of the service account, in the environment that the webhook gives it.
    private func sends(_ running: RunningSimulator, _ kubectl: Kubectl, _ identity: String) async throws {
        let token = try await kubectl.run(
            "create", "token", "ses-sender", "--audience", "sts.amazonaws.com", "--duration", "600s")
        let file = running.directory + "/token"
        try token.write(toFile: file, atomically: true, encoding: .utf8)
        var pod = running.environment
        pod["AWS_CONFIG_FILE"] = "/dev/null"
        pod["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null"
        pod["AWS_ROLE_ARN"] = "arn:aws:iam::111122223333:role/ses-sender-role"
        pod["AWS_WEB_IDENTITY_TOKEN_FILE"] = file
        pod["AWS_REGION"] = "eu-west-1"
        pod["AWS_DEFAULT_REGION"] = "eu-west-1"
        let inside = AWSCommand(environment: pod, profile: nil)
        let message = #"{"Subject":{"Data":"Hello, pod"},"Body":{"Text":{"Data":"a, {b} \"c\""}}}"#
        let arguments = [
            "ses", "send-email", "--region", "eu-west-1", "--from", "no-reply@example.com", "--destination",
            "ToAddresses=ops@example.com", "--message", message,
        ]
        let sent = try await inside.run(arguments + ["--source-arn", identity])
        #expect(sent.contains("MessageId"))
        let mail = try #require(running.simulator.simulation.world.read { $0.inbox.all.last })
        #expect(mail.subject == "Hello, pod")
        #expect(mail.body == #"a, {b} "c""#)
        let refused = try await inside.attempt(arguments)
        #expect(refused.err.contains("(AccessDenied)"))
        #expect(refused.err.contains("on resource `arn:aws:ses:eu-west-1:111122223333:identity/no-reply@example.com'"))
    }

    /// Clicks every link in the inbox.
    private func follow(_ running: RunningSimulator) async throws {
        let inbox = try #require(running.environment["SESAME_SIMULATOR_INBOX"])
        let mails = try JSONValue.parse(try await running.curl(inbox + ".json").out)["mails"]?.array ?? []
        let links = mails.compactMap { $0["verificationURL"]?.string }
        #expect(links.count == 3)
        for link in links { #expect(try await running.curl(link).out.contains("is verified")) }
    }

    private func policy(_ statement: [(String, JSONValue)]) -> String {
        let policy: JSONValue = ["Version": "2012-10-17", "Statement": [.object(JSONObject(statement))]]
        return policy.serialized(.compact)
    }
}

/// The AWS CLI against a simulation.
struct AWSCommand {
    var environment: [String: String]
    var profile: String?

    /// Runs the AWS CLI and wants it to succeed.
    @discardableResult
    func run(_ arguments: String...) async throws -> String {
        try await run(arguments)
    }

    /// Runs the AWS CLI and wants it to succeed.
    @discardableResult
    func run(_ arguments: [String]) async throws -> String {
        let result = try await attempt(arguments)
        try #require(result.status == 0, "aws \(arguments.joined(separator: " ")): \(result.err)")
        return result.out
    }

    /// Runs the AWS CLI, whatever comes of it.
    func attempt(_ arguments: [String]) async throws -> Ran {
        var environment = environment
        environment["AWS_PAGER"] = ""
        return try await Command.run(
            Tools.aws ?? "", arguments + (profile.map { ["--profile", $0] } ?? []),
            environment: Tools.environment.merging(environment) { $1 })
    }
}
