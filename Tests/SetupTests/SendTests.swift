import AWSClient
import Calls
import Design
import Identifiers
import Observation
import Setup
import Simulator
import SimulatorServer
import Testing
import Wire

struct SendTests {
    @Test func `the chain sends on ready`() async throws {
        try await Bench.run("ready") { bench in
            let report = try await bench.send(SendOptions(subject: "Hello, {world}", body: "it's \"quoted\""))
            #expect(report.isOK, "\(report.links)")
            #expect(report.links.map(\.name) == [.annotation, .token, .assumeRole, .send])
            #expect(report.links.dropFirst(2).allSatisfy { $0.requestID != nil })
            #expect(report.exitCode == .success)
            let mail = bench.world.read { $0.inbox.all.last }
            #expect(mail?.subject == "Hello, {world}")
            #expect(mail?.body == "it's \"quoted\"")
            #expect(mail?.recipients == ["ops@example.com"])
            #expect(mail?.account == "111122223333")
            #expect(report.document["links"]?.array?.count == 4)
        }
    }

    @Test func `the owner sends without the chain`() async throws {
        try await Bench.run("ready") { bench in
            let report = try await bench.send(SendOptions(via: .owner))
            #expect(report.isOK, "\(report.links)")
            #expect(report.links.map(\.name) == [.send])
            #expect(bench.world.read { $0.inbox.all.last?.account } == "444455556666")
        }
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        var scenario: String
        var link: SendLinkName
        var code: String
        var message: String
        var testDescription: String { scenario }
    }

    static let faults: [Fault] = [
        Fault(
            scenario: "irsa-no-oidc-provider", link: .assumeRole, code: "InvalidIdentityToken",
            message: "No OpenIDConnect provider found in your account for https://"),
        Fault(
            scenario: "irsa-incorrect-token-audience", link: .assumeRole, code: "InvalidIdentityToken",
            message: "Incorrect token audience"),
        Fault(
            scenario: "irsa-sub-wrong-ns-or-sa", link: .assumeRole, code: "AccessDenied",
            message: "Not authorized to perform sts:AssumeRoleWithWebIdentity"),
        Fault(
            scenario: "irsa-trust-wrong-aud", link: .assumeRole, code: "AccessDenied",
            message: "Not authorized to perform sts:AssumeRoleWithWebIdentity"),
        Fault(scenario: "irsa-provider-wrong-account", link: .annotation, code: "OtherRole", message: ""),
    ]

    @Test(arguments: faults) func `a broken link fails with AWS's own words`(_ fault: Fault) async throws {
        try await Bench.run(fault.scenario) { bench in
            let report = try await bench.send()
            #expect(!report.isOK)
            #expect(report.broken?.name == fault.link)
            #expect(report.broken?.code == fault.code)
            #expect(report.exitCode == .failed)
            if !fault.message.isEmpty { #expect(report.broken?.message?.contains(fault.message) == true) }
        }
    }

    @Test(arguments: [
        ("irsa-incorrect-token-audience", SendLinkName.assumeRole, "InvalidIdentityToken"),
        ("irsa-sub-wrong-ns-or-sa", .assumeRole, "AccessDenied"),
        ("ses-identity-policy-missing", .send, "AccessDenied"),
        ("ses-sender-not-verified", .send, "MessageRejected"),
    ]) func `what the demo breaks is found by the send`(
        _ fault: String, _ link: SendLinkName, _ code: String
    ) async throws {
        try await Bench.run("ready") { bench in
            try bench.breakFault(fault)
            let broken = try await bench.send().broken
            #expect(broken?.name == link)
            #expect(broken?.code == code)
        }
    }

    @Test func `a detached permissions policy is refused by SES`() async throws {
        try await Bench.run("ready") { bench in
            let design = try await bench.plan().design
            _ = try await bench.eks.perform(
                Call(
                    .detachRolePolicy, .eks,
                    [
                        "RoleName": .string(design.roleName.text),
                        "PolicyArn": .string(design.permissionsPolicyARN.text),
                    ]))
            let broken = try await bench.send().broken
            #expect(broken?.name == .send)
            #expect(broken?.code == "AccessDenied")
        }
    }

    @Test func `a refusal is tried again only after own writes and only when it should work`() async throws {
        try await withStateDirectory { state in
            try await Bench.run("ready", state: state) { bench in
                try bench.breakFault("irsa-sub-wrong-ns-or-sa")
                _ = try await bench.apply()
                try bench.breakFault("irsa-sub-wrong-ns-or-sa")
                bench.log.clear()
                let report = try await bench.send()
                #expect(report.broken?.code == "AccessDenied")
                #expect(bench.log.all.count { $0.operation == "AssumeRoleWithWebIdentity" } == 1)
            }
        }
        try await withStateDirectory { state in
            try await Bench.run("ready", state: state) { bench in
                // Long enough for a busy machine to be there before it.
                bench.world.change { $0.options.iamPropagationDelay = 6 }
                try bench.breakFault("irsa-sub-wrong-ns-or-sa")
                // The world sees the repaired trust policy a moment later than IAM shows it.
                _ = try await bench.apply()
                // The world's time is the real one.
                var context = bench.context
                context.clock = SystemClock()
                let report = await TestSend(context).send(try await bench.plan().design)
                #expect(report.isOK, "\(report.links)")
                #expect(bench.log.all.count { $0.operation == "AssumeRoleWithWebIdentity" } > 1)
            }
        }
    }

    @Test func `a refusal keeps its facts`() async throws {
        try await Bench.run("ready") { bench in
            try bench.breakFault("ses-identity-policy-missing")
            let failure = try #require(try await bench.send().broken?.problem?.failure)
            #expect(failure.service == "ses" && failure.operation == "SendEmail" && failure.call == "ses SendEmail")
            #expect(failure.account == "111122223333" && failure.region == "eu-west-1")
            #expect(failure.code == "AccessDenied" && failure.status == 403 && failure.attempts == 1)
            #expect(failure.requestID?.isEmpty == false && failure.message?.isEmpty == false)
        }
        try await Bench.run("ready") { bench in
            try bench.breakFault("irsa-sub-wrong-ns-or-sa")
            let report = try await bench.send()
            let error = try #require(report.document["links"]?.array?.last?["error"])
            // Nobody signed the call, so the account is the role's.
            #expect(error["account"] == "111122223333" && error["service"] == "sts")
            #expect(error["operation"] == "AssumeRoleWithWebIdentity" && error["attempts"] == .number("1"))
            #expect(error["message"] == "Not authorized to perform sts:AssumeRoleWithWebIdentity")
            #expect(error["requestId"]?.string == report.broken?.requestID)
        }
    }

    @Test func `Amazon's own mailbox is a choice`() async throws {
        try await Bench.run("ready") { bench in
            let report = try await bench.send(SendOptions(receiver: "simulator"))
            #expect(report.receiver == "success@simulator.amazonses.com")
            #expect(report.isOK, "\(report.links)")
        }
    }

    @Test func `an operator who may not make tokens is told which rule to add`() async throws {
        try await Bench.run("ready", change: { _ in }) { bench in
            let viewer = try #require(bench.simulator.simulation.access.clusterTokens.last)
            var context = bench.context
            context.cluster = bench.cluster(token: viewer.token)
            let report = await TestSend(context).send(try await bench.plan().design)
            #expect(report.broken?.name == .token)
            #expect(report.broken?.detail.contains("create serviceaccounts/token") == true)
            #expect(report.exitCode == .incomplete)
        }
    }

    @Test(arguments: [
        ("oidc.eks.eu-west-1.amazonaws.com/id/00000000000000000000000000000000", "OtherIssuer", ExitCode.refused),
        ("oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4F", "MistypedIssuer", .badData),
    ])
    func `a token of another issuer breaks the chain before STS is asked`(
        issuer: String, code: String, exit: ExitCode
    ) async throws {
        try await Bench.run("ready") { bench in
            let design = try DelegateSending(bench.answers([(.eksOIDCProvider, issuer)]))
            let report = await TestSend(bench.context).send(design)
            #expect(report.links.map(\.name) == [.annotation, .token])
            #expect(report.broken?.code == code)
            let detail = report.broken?.detail ?? ""
            #expect(detail.contains(issuer) && detail.contains("D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E"), "\(detail)")
            #expect(report.exitCode == exit)
            #expect(!bench.log.all.contains { $0.operation == "AssumeRoleWithWebIdentity" })
        }
    }

    @Test(arguments: [
        (ClusterProblem.unauthorized("It does not know you.", message: "Unauthorized"), ExitCode.incomplete),
        (.unreachable("It is down."), .unreachable), (.misconfigured("It is no kubeconfig."), .badData),
        (GuardTests.noToken, .incomplete), (.refused(reason: "NamespaceTerminating", message: "going"), .failed),
    ])
    func `a cluster that gives no token ends the send by its reason`(problem: ClusterProblem, exit: ExitCode)
        async throws
    {
        try await Bench.run("ready") { bench in
            var context = bench.context
            context.cluster = GuardTests.Steered(
                inner: try #require(context.cluster), tokens: { _, _ in problem })
            let report = await TestSend(context).send(try await bench.plan().design)
            #expect(report.broken?.name == .token && report.exitCode == exit, "\(report.links)")
            if problem == GuardTests.noToken {
                #expect(
                    report.broken?.detail
                        == "The caller may not create serviceaccounts/token (core API group) in namespace default. Rule to "
                        + "add to a Role in namespace default: apiGroups [\"\"], resources [\"serviceaccounts/token\"], "
                        + "verbs [\"create\"]; a RoleBinding gives it to the caller. Or send from a pod, which needs no "
                        + "such right.")
            }
        }
    }
}
