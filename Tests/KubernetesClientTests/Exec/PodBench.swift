import HTTPClient
import KubernetesClient
import LiveSimulator
import Simulator
import SimulatorServer
import Synchronization
import Wire

/// A simulated cluster over TLS with one running pod, and sessions that reach it.
struct PodBench {
    let simulator: Simulator
    let pod: String
    let log = Log()

    /// What was noted of requests.
    final class Log: Sendable {
        private let entries = Mutex<[KubernetesExchange]>([])
        var all: [KubernetesExchange] { entries.withLock { $0 } }
        func add(_ entry: KubernetesExchange) { entries.withLock { $0.append(entry) } }
    }

    /// What a program wrote, joined.
    final class Heard: Sendable {
        private let pieces = Mutex<(out: [UInt8], error: [UInt8])>(([], []))
        var out: [UInt8] { pieces.withLock { $0.out } }
        var error: [UInt8] { pieces.withLock { $0.error } }
        var text: String { String(decoding: out, as: UTF8.self) }
        var complaint: String { String(decoding: error, as: UTF8.self) }

        @Sendable func take(_ output: PodOutput) {
            pieces.withLock { pieces in
                switch output {
                case .out(let bytes): pieces.out += bytes
                case .error(let bytes): pieces.error += bytes
                }
            }
        }
    }

    struct NoPod: Error {}

    /// Starts a simulator with the guide's deployment in it.
    static func run(_ body: (PodBench) async throws -> Void) async throws {
        try await LiveSimulator.with(try SimulatedWorld("ready")) { simulator in
            let first = PodBench(simulator: simulator, pod: "")
            _ = try await first.session().apply(deployment)
            guard
                let pod = try await first.session().objects(.pod, namespace: "default").first,
                let name = pod["metadata"]?["name"]?.string
            else { throw NoPod() }
            try await body(PodBench(simulator: simulator, pod: name))
        }
    }

    /// The owner of a token, as which the cluster's administrator is the first.
    func session(
        user: Int = 0, proxy: ProxyChoice? = nil, tokens: (any TokenSource)? = nil,
        transport: any StreamTransport = CurlTransport()
    ) -> KubernetesSession {
        let log = log
        let token = simulator.simulation.access.clusterTokens[user].token
        return KubernetesSession(
            server: simulator.endpoints.kubernetes,
            trust: HTTPTrust(roots: .pem(simulator.endpoints.certificateAuthority)), transport: transport,
            tokens: tokens ?? StaticTokenSource(token), proxy: proxy,
            timeouts: HTTPTimeouts(connect: .seconds(30), total: .seconds(60)), observe: { log.add($0) })
    }

    /// A program in the pod.
    func command(_ arguments: String..., input: [UInt8]? = nil) -> PodCommand {
        PodCommand(arguments, pod: pod, namespace: "default", input: input)
    }

    /// A script for the pod's shell.
    func script(_ text: String, input: [UInt8]? = nil) -> PodCommand {
        PodCommand(["sh", "-c", text], pod: pod, namespace: "default", input: input)
    }

    private static let deployment: JSONValue = [
        "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "mailer", "namespace": "default"],
        "spec": [
            "replicas": 1, "selector": ["matchLabels": ["app": "mailer"]],
            "template": [
                "metadata": ["labels": ["app": "mailer"]],
                "spec": [
                    "serviceAccountName": "ses-sender",
                    "containers": [
                        ["name": "mailer", "image": "aws-cli:2", "command": ["sh", "-c", "sleep 3600"]]
                    ],
                ],
            ],
        ],
    ]
}
