import Foundation
import Programs
import SimulatorServer
import Testing
import Wire

@testable import Simulator

/// What kubectl says to the simulated cluster, where it is new enough to ask for tokens.
@Suite(.enabled(if: Tools.kubectl != nil)) struct KubectlTests {
    @Test(.timeLimit(.minutes(2))) func `the guide's steps with kubectl`() async throws {
        try await RunningSimulator.with("fresh") { running in
            let kubectl = Kubectl(environment: running.environment)
            try await kubectl.run("version")
            try await kubectl.run("create", "serviceaccount", "ses-sender")
            try await kubectl.run(
                "annotate", "serviceaccount", "ses-sender",
                "eks.amazonaws.com/role-arn=arn:aws:iam::111122223333:role/ses-sender-role")
            let token = try await kubectl.run(
                "create", "token", "ses-sender", "--audience", "sts.amazonaws.com", "--duration", "600s")
            #expect(token.split(separator: ".").count == 3)
            let file = running.directory + "/deployment.json"
            try TestCluster.deployment().serialized(.pretty).write(toFile: file, atomically: true, encoding: .utf8)
            #expect(try await kubectl.run("apply", "-f", file) == "deployment.apps/ses-test created\n")
            #expect(try await kubectl.run("apply", "-f", file) == "deployment.apps/ses-test unchanged\n")
            try await kubectl.run("rollout", "status", "deployment/ses-test", "--timeout=10s")
            let pods = try await kubectl.run("get", "pods")
            #expect(pods.contains("1/1     Running"))
            let names = try await kubectl.run(
                "get", "pods", "-o", "jsonpath={.items[0].spec.containers[0].env[*].name}")
            #expect(names.contains("AWS_ROLE_ARN"))
            try await kubectl.run("apply", "--server-side", "-f", file)
            try await kubectl.run("rollout", "restart", "deployment/ses-test")
            try await kubectl.run("delete", "deployment", "ses-test")
            #expect(try await kubectl.run("get", "pods", "-o", "name") == "")
        }
    }

    @Test(.timeLimit(.minutes(2))) func `the rule that somebody lacks is given by a role and a binding`() async throws {
        try await RunningSimulator.with("ready") { running in
            let kubectl = Kubectl(environment: running.environment)
            let viewer = Kubectl(environment: running.environment, options: ["--context", "mail-prod-viewer"])
            let refused = try await viewer.attempt("create", "token", "ses-sender", "--audience", "sts.amazonaws.com")
            #expect(refused.err.contains(#"cannot create resource "serviceaccounts/token""#), "\(refused.err)")
            try await kubectl.run(
                "create", "role", "tokens", "--verb=create", "--resource=serviceaccounts/token",
                "--resource-name=ses-sender")
            try await kubectl.run("create", "rolebinding", "tokens", "--role=tokens", "--user=viewer")
            #expect(try await kubectl.run("get", "rolebindings").contains("Role/tokens"))
            #expect(try await kubectl.run("get", "roles").contains("tokens"))
            let token = try await viewer.run("create", "token", "ses-sender", "--audience", "sts.amazonaws.com")
            #expect(token.split(separator: ".").count == 3)
            let may = try await viewer.run(
                "auth", "can-i", "create", "serviceaccounts/ses-sender", "--subresource=token")
            #expect(may == "yes\n")
            try await kubectl.run("delete", "rolebinding", "tokens")
            let mayNot = try await viewer.attempt(
                "auth", "can-i", "create", "serviceaccounts/ses-sender", "--subresource=token")
            #expect(mayNot.out == "no\n")
        }
    }

    @Test(.timeLimit(.minutes(2))) func `the guide's last step: a shell in the pod, and a message from there`()
        async throws
    {
        try await RunningSimulator.with("ready") { running in
            let kubectl = Kubectl(environment: running.environment)
            let file = running.directory + "/deployment.json"
            try TestCluster.deployment().serialized(.pretty).write(toFile: file, atomically: true, encoding: .utf8)
            try await kubectl.run("apply", "-f", file)
            let pod = try await kubectl.run("get", "pods", "-o", "jsonpath={.items[0].metadata.name}")
            let identity = try await kubectl.run("exec", pod, "--", "aws", "sts", "get-caller-identity")
            #expect(identity.contains("assumed-role/ses-sender-role/"))
            #expect(try await kubectl.run("exec", pod, "--", "env").contains("AWS_ROLE_ARN="))
            let failed = try await kubectl.attempt("exec", pod, "--", "sh", "-c", "exit 3")
            #expect(failed.status == 3)
            #expect(failed.err.contains("command terminated with exit code 3"))
            let script = running.directory + "/send.sh"
            try """
            aws ses send-email --region eu-west-1 --from no-reply@example.com \\
              --source-arn arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com \\
              --destination 'ToAddresses=ops@example.com' \\
              --message 'Subject={Data=By kubectl,Charset=utf-8},Body={Text={Data=Hello,Charset=utf-8}}'
            """.write(toFile: script, atomically: true, encoding: .utf8)
            let sent = try await Command.run(
                "/bin/sh", ["-c", "kubectl exec -i \(pod) -- /bin/sh < '\(script)'"],
                environment: Tools.environment.merging(running.environment) { $1 })
            #expect(sent.status == 0, "\(sent.err)")
            #expect(sent.out.contains("MessageId"))
            #expect(try await running.curl(running.simulator.endpoints.inbox).out.contains("By kubectl"))
            let viewer = Kubectl(environment: running.environment, options: ["--context", "mail-prod-viewer"])
            let refused = try await viewer.attempt("exec", pod, "--", "ls")
            #expect(refused.err.contains(#"resource "pods/exec" in API group "" in the namespace "default""#))
            let missing = try await kubectl.attempt("exec", "nopod", "--", "ls")
            #expect(missing.err.contains(#"pods "nopod" not found"#))
        }
    }

    @Test(.timeLimit(.minutes(2))) func `a job, its logs, and a pod that runs once`() async throws {
        try await RunningSimulator.with("ready") { running in
            let kubectl = Kubectl(environment: running.environment)
            try await kubectl.run("create", "job", "hello", "--image=aws-cli:2", "--", "sh", "-c", "echo hello")
            try await kubectl.run("wait", "--for=condition=complete", "job/hello", "--timeout=20s")
            #expect(try await kubectl.run("logs", "job/hello") == "hello\n")
            #expect(try await kubectl.run("get", "jobs").contains("1/1"))
            #expect(try await kubectl.run("get", "pods").contains("Completed"))
            try await kubectl.run("run", "once", "--image=aws-cli:2", "--restart=Never", "--", "--version")
            try await kubectl.run("wait", "--for=jsonpath={.status.phase}=Succeeded", "pod/once", "--timeout=20s")
            #expect(try await kubectl.run("logs", "once").hasPrefix("aws-cli/2."))
            try await kubectl.run("delete", "job", "hello")
            #expect(try await kubectl.run("get", "pods", "-o", "name") == "pod/once\n")
        }
    }

    @Test(.timeLimit(.minutes(2))) func `somebody who may look is told what they may not`() async throws {
        try await RunningSimulator.with("ready") { running in
            let kubectl = Kubectl(environment: running.environment, options: ["--context", "mail-prod-viewer"])
            #expect(try await kubectl.run("get", "sa", "-o", "name").contains("serviceaccount/ses-sender"))
            let answer = try await kubectl.attempt("auth", "can-i", "create", "serviceaccounts/token")
            #expect(answer.out == "no\n")
            let refused = try await kubectl.attempt("create", "serviceaccount", "x")
            #expect(
                refused.err.contains(
                    #"serviceaccounts is forbidden: User "viewer" cannot create resource "serviceaccounts" in API group "" in the namespace "default""#
                ))
            let token = try await kubectl.attempt("create", "token", "ses-sender")
            #expect(token.err.contains(#"cannot create resource "serviceaccounts/token""#))
        }
    }
}

/// kubectl with a simulation's kubeconfig.
struct Kubectl {
    var environment: [String: String]
    var options: [String] = []

    /// Runs kubectl and wants it to succeed.
    @discardableResult
    func run(_ arguments: String...) async throws -> String {
        let result = try await call(arguments)
        try #require(result.status == 0, "kubectl \(arguments.joined(separator: " ")): \(result.err)")
        return result.out
    }

    /// Runs kubectl, whatever comes of it.
    func attempt(_ arguments: String...) async throws -> Ran {
        try await call(arguments)
    }

    private func call(_ arguments: [String]) async throws -> Ran {
        try await Command.run(
            Tools.kubectl ?? "", options + arguments, environment: Tools.environment.merging(environment) { $1 })
    }
}
