import Foundation
import Testing
import Wire

@testable import Simulator

/// What kubectl says to the simulated cluster, where it is new enough to ask for tokens.
@Suite(.enabled(if: Kubectl.isUsable)) struct KubectlTests {
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

    @Test(.timeLimit(.minutes(2))) func `somebody who may look is told what they may not`() async throws {
        try await RunningSimulator.with("ready") { running in
            let kubectl = Kubectl(environment: running.environment, options: ["--context", "mail-prod-viewer"])
            #expect(try await kubectl.run("get", "sa", "-o", "name").contains("serviceaccount/ses-sender"))
            let answer = try await kubectl.attempt("auth", "can-i", "create", "serviceaccounts/token")
            #expect(answer.output == "no\n")
            let refused = try await kubectl.attempt("create", "serviceaccount", "x")
            #expect(
                refused.errors.contains(
                    #"serviceaccounts is forbidden: User "viewer" cannot create resource "serviceaccounts" in API group "" in the namespace "default""#
                ))
            let token = try await kubectl.attempt("create", "token", "ses-sender")
            #expect(token.errors.contains(#"cannot create resource "serviceaccounts/token""#))
        }
    }
}

/// kubectl with a simulation's kubeconfig.
struct Kubectl {
    var environment: [String: String]
    var options: [String] = []

    /// Whether kubectl is here and can ask for tokens (1.24 or later); says so loudly where not.
    static let isUsable: Bool = {
        guard Program.has("kubectl"), let path = Program.find("kubectl") else { return false }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["version", "--client", "-o", "json"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try? process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        let minor = (try? JSONValue.parse(Array(text)))?.at(["clientVersion", "minor"])?.string ?? "0"
        let isNew = (Int(minor.filter(\.isNumber)) ?? 0) >= 24
        if !isNew { print("SKIPPED: kubectl is older than 1.24, which cannot ask for tokens.") }
        return isNew
    }()

    /// Runs kubectl and wants it to succeed.
    @discardableResult
    func run(_ arguments: String...) async throws -> String {
        let result = try await call(arguments)
        try #require(result.status == 0, "kubectl \(arguments.joined(separator: " ")): \(result.errors)")
        return result.output
    }

    /// Runs kubectl, whatever comes of it.
    func attempt(_ arguments: String...) async throws -> Program {
        try await call(arguments)
    }

    private func call(_ arguments: [String]) async throws -> Program {
        try await Program.run(Program.find("kubectl") ?? "", options + arguments, environment)
    }
}
