import Foundation
import Programs
import Testing

/// Every scenario that `sesame simulate --list` names, as sesame itself meets it over real sockets.
@Suite(.enabled(if: Tools.sesame != nil), .timeLimit(.minutes(5)))
struct ScenarioTests {
    @Test func `every scenario loads, and has the effect that its line says`() async throws {
        let listed = try await Command.run(
            Tools.sesame ?? "", ["simulate", "--list"], environment: Tools.environment)
        let names = listed.out.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(names.count >= 50)
        let effects = Dictionary(ScenarioEffect.all.map { ($0.scenario, $0) }) { first, _ in first }
        // A new scenario needs a line, and a line a scenario.
        #expect(Set(names) == Set(effects.keys))
        try await Simulation.with("fresh") { simulation in
            for name in names {
                guard let expected = effects[name], !expected.isApart else { continue }
                try await simulation.reset(name)
                try await check(expected, in: simulation)
            }
        }
    }

    @Test(arguments: ScenarioEffect.all.filter(\.isApart).map(\.scenario))
    func `a scenario with names of its own has its effect with its own answers`(_ name: String) async throws {
        let expected = try #require(ScenarioEffect.all.first { $0.scenario == name })
        try await Simulation.with(name) { try await check(expected, in: $0) }
    }

    /// Those that the test from outside the pod cannot feel are felt by something else: the cluster or AWS shows them.
    @Test(.enabled(if: Tools.kubectl != nil && Tools.aws != nil), arguments: Self.visible)
    func `what the test message does not feel is there all the same`(sight: Sight) async throws {
        try await Simulation.with(sight.scenario) { simulation in
            let shell = Shell(simulation)
            let seen = try await shell.attempt(sight.line)
            #expect(seen.everything.contains(sight.part), "\(sight.line)\n\(seen.everything)")
        }
    }

    /// What somebody looks at, and what they see there.
    struct Sight: Sendable, CustomTestStringConvertible {
        var scenario: String
        var line: String
        var part: String

        var testDescription: String { scenario }
    }

    static let visible: [Sight] = [
        Sight(
            scenario: "irsa-annotation-audience",
            line: "kubectl get sa ses-sender -o jsonpath='{.metadata.annotations}'",
            part: "eks.amazonaws.com/audience"),
        Sight(
            scenario: "irsa-webhook-missing", line: "kubectl get mutatingwebhookconfigurations pod-identity-webhook",
            part: "(NotFound)"),
        Sight(
            scenario: "irsa-pod-identity-wins",
            line: "aws --profile eks-admin eks list-pod-identity-associations --cluster-name mail-prod",
            part: "\"serviceAccount\": \"ses-sender\""),
        Sight(
            scenario: "irsa-pod-not-restarted",
            line:
                "kubectl get pods -o jsonpath='{.items[0].spec.containers[0].image} {.items[*].spec.containers[*].env[*].name}.'",
            part: "aws-cli:2.32.6 ."),
        Sight(
            scenario: "irsa-sidecar-not-mutated", line: "kubectl get pods -o yaml",
            part: "eks.amazonaws.com/skip-containers"),
        Sight(
            scenario: "irsa-provider-exists", line: "aws --profile eks-admin iam list-open-id-connect-providers",
            part: "oidc-provider/oidc.eks.eu-west-1"),
        Sight(
            scenario: "iam-policy-version-limit",
            line:
                "aws --profile eks-admin iam create-policy-version --policy-arn \(Guide.policy) --policy-document '\(Guide.permissions())'",
            part: "(LimitExceeded)"),
        Sight(
            scenario: "ses-suppressed",
            line: "aws --profile eks-admin sesv2 get-suppressed-destination --email-address \(Guide.receiver)",
            part: "\"Reason\": "),
        Sight(
            scenario: "ses-production-denied", line: "aws --profile eks-admin sesv2 get-account",
            part: "\"Status\": \"DENIED\""),
        Sight(
            scenario: "ses-production", line: "aws --profile eks-admin sesv2 get-account",
            part: "\"ProductionAccessEnabled\": true"),
        Sight(
            scenario: "ses-quota-rate",
            line: "AWS_MAX_ATTEMPTS=1 '\(Tools.python ?? "python3")' -c 'import boto3\nses = "
                + "boto3.Session(profile_name=\"eks-admin\").client(\"ses\")\nfor n in range(8): ses.get_send_quota()'",
            part: "(Throttling)"),
        Sight(scenario: "k8s-sa-not-found", line: "kubectl get events -A", part: "error looking up service account"),
        Sight(scenario: "k8s-image-pull", line: "kubectl get pods -A", part: "ImagePullBackOff"),
        Sight(
            scenario: "k8s-private-endpoint",
            line: "aws --profile eks-admin eks describe-cluster --name mail-prod",
            part: "\"endpointPublicAccess\": false"),
        Sight(
            scenario: "token-webhook-not-matching",
            line:
                "kubectl get mutatingwebhookconfigurations -o jsonpath='{.items[0].metadata.name} {.items[0].webhooks[0].namespaceSelector}'",
            part: #"pod-identity-webhook {"matchLabels":{"irsa":"enabled"}}"#),
        Sight(
            scenario: "token-pod-other-role",
            line:
                "kubectl get pods -A -o jsonpath='{.items[*].spec.containers[*].env[?(@.name==\"AWS_ROLE_ARN\")].value}"
                + " {.items[*].metadata.ownerReferences[*].kind}'",
            part: ":role/shop-s3-reader ReplicaSet"),
        Sight(
            scenario: "irsa-pod-not-restarted",
            line: #"[ "$(kubectl get pods -o jsonpath='{.items[0].metadata.creationTimestamp}')" \< "$(kubectl get sa "#
                + #"ses-sender --show-managed-fields -o jsonpath='{.metadata.managedFields[-1:].time}')" ] && echo older"#,
            part: "older"),
        Sight(scenario: "healthy-running", line: "kubectl auth whoami", part: "kubernetes-admin"),
        Sight(scenario: "healthy-helm", line: "kubectl get sa -A", part: "kube-system"),
        Sight(
            scenario: "k8s-access-entry-stale",
            line: "grep -v token: kubeconfig > anonymous; kubectl --kubeconfig anonymous get sa --token"
                + " $(AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true aws --profile eks-admin eks get-token"
                + " --cluster-name mail-prod --query status.token --output text)",
            part: "You must be logged in to the server"),
    ]

    private func check(_ expected: ScenarioEffect, in simulation: Simulation) async throws {
        let name = expected.scenario
        let send = try await sesame("send", in: simulation)
        #expect(send["schema"] as? String == "sesame/send/v1", "\(name)")
        #expect(send["ok"] as? Bool == (expected.refusal == nil), "\(name): \(send)")
        let last = (send["links"] as? [[String: Any]])?.last ?? [:]
        let error = last["error"] as? [String: Any]
        #expect(error?["code"] as? String == expected.refusal, "\(name): \(last)")
        if let link = expected.link { #expect(last["name"] as? String == link, "\(name)") }
        if expected.refusal != nil { #expect((error?["message"] as? String ?? "").isEmpty == false, "\(name)") }
        let plan = try await sesame("plan", in: simulation)
        if let stop = expected.stop {
            #expect((plan["error"] as? [String: Any])?["code"] as? String == stop, "\(name): \(plan)")
            return
        }
        let resources = plan["resources"] as? [[String: Any]] ?? []
        #expect(!resources.isEmpty, "\(name): \(plan)")
        let seen = resources.filter { !["unchanged", "adopt"].contains($0["action"] as? String ?? "") }
            .map { "\($0["address"] as? String ?? "") \($0["action"] as? String ?? "")" }
        #expect(seen == expected.plan, "\(name)")
    }

    private func sesame(_ command: String, in simulation: Simulation) async throws -> [String: Any] {
        let result = try await Command.run(
            Tools.sesame ?? "",
            [command, "--answers", simulation.folder.path + "/answers.yaml", "-o", "json", "--no-input"],
            environment: simulation.environment)
        let document = try? JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [String: Any]
        return try #require(document, "\(simulation.folder.path) \(command): \(result.everything)")
    }
}
