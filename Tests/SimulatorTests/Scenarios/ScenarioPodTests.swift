import Testing
import Wire

@testable import Simulator

/// Who the pod of a scenario is to AWS, as its own command line finds out.
///
/// One world after another, so that tests which wait for a clock get their turn.
@Suite(.serialized)
struct ScenarioPodTests {
    /// What `aws sts get-caller-identity` prints in the pod's first container: this text is part of it.
    private static let callers: [(scenario: String, part: String)] = [
        ("irsa-pod-not-restarted", "You must specify a region"),
        ("irsa-webhook-missing", "You must specify a region"),
        ("irsa-pod-identity-wins", "EKS does not have permissions to assume the associated role"),
        ("irsa-sidecar-not-mutated", "You must specify a region"),
        ("token-pod-other-role", "(AccessDenied) when calling the AssumeRoleWithWebIdentity"),
        ("token-static-keys", "(InvalidClientTokenId)"),
        ("token-other-role-in-pod", "assumed-role/shop-s3-reader/"),
        ("token-legacy-file", "Incorrect token audience"),
        ("token-webhook-skipped", "Unable to locate credentials"),
        ("token-node-role", "assumed-role/mail-prod-node/i-0a1b2c3d4e5f60718"),
        ("token-sidecar", "assumed-role/ses-sender-role/"),
        ("token-webhook-not-matching", "You must specify a region"),
        ("token-webhook-unreachable", "You must specify a region"),
        ("token-file-unreadable", "Permission denied"),
        ("token-fargate", "You must specify a region"),
        ("token-association-new", "assumed-role/ses-sender-role/"),
        ("pod-sts-unreachable", "Connect timeout on endpoint URL: \"https://sts.eu-west-1.amazonaws.com/\""),
        ("pod-ses-unreachable", "assumed-role/ses-sender-role/"),
        ("pod-no-exec", "assumed-role/ses-sender-role/"),
        ("healthy-running", "assumed-role/ses-sender-role/"),
        ("healthy-no-automount", "assumed-role/ses-sender-role/"),
        ("healthy-association-of-others", "assumed-role/ses-sender-role/"),
    ]

    @Test(arguments: callers) func `the pod is who its line says`(_ scenario: String, _ part: String) async throws {
        let said = try await Self.caller(in: SimulatedWorld(scenario))
        #expect(said.contains(part), "\(scenario): \(said)")
    }

    @Test func `a namespace that the webhook chooses gets it`() async throws {
        let simulation = try SimulatedWorld("token-webhook-not-matching")
        try simulation.world.change { state in
            var server = APIServer(cluster: state.cluster, now: simulation.world.now)
            for (method, path, body) in [
                ("PATCH", "/api/v1/namespaces/default", #"{"metadata":{"labels":{"irsa":"enabled"}}}"#),
                ("DELETE", "/api/v1/namespaces/default/pods/" + (Self.pods(in: state).first?.name ?? ""), ""),
            ] {
                let answer = server.answer(
                    APICall(
                        method: method, target: try APIPath.target(of: path), query: [],
                        contentType: "application/merge-patch+json", accept: "", userAgent: "test",
                        body: Array(body.utf8),
                        user: ClusterUser(name: "admin", groups: ["system:masters"])))
                guard case .object(let object, 200) = answer else { throw Unexpected(answer: "\(answer)") }
                _ = object
            }
            state.cluster = server.cluster
        }
        #expect(try await Self.caller(in: simulation).contains("assumed-role/ses-sender-role/"))
    }

    struct Unexpected: Error { var answer: String }

    private static func pods(in state: borrowing WorldState) -> [JSONValue] {
        state.cluster.objects.list(ResourceKind.pods.id).map(\.object)
    }

    private static func caller(in simulation: SimulatedWorld) async throws -> String {
        simulation.world.change { $0.cluster.signer = ScenarioMail.signer }
        let pod = try #require(simulation.world.read { pods(in: $0) }.first)
        let machine = PodMachine(
            world: simulation.world, namespace: pod.at(["metadata", "namespace"])?.string ?? "", name: pod.name,
            container: pod.at(["spec", "containers"])?.array?.first?["name"]?.string ?? "")
        let (output, errors) = (OutputBuffer(), OutputBuffer())
        let process = PodProcess(
            arguments: ["aws", "sts", "get-caller-identity"], environment: machine.environment, machine: machine,
            input: PodInput([]), output: output.output, errors: errors.output)
        _ = await process.start()
        return String(decoding: output.text + errors.text, as: UTF8.self)
    }
}
