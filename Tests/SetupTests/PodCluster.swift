import Calls
import KubernetesClient
import Observation
import Setup
import Synchronization
import Testing
import Wire

@testable import Simulator

/// A cluster whose programs run in the simulated pods, whatever way the client would take there.
struct PodCluster: ClusterConnection {
    var inner: any ClusterConnection
    var world: World
    /// What running a program meets, by its words, and whether it ran all the same.
    var breaks: @Sendable ([String]) -> (problem: ClusterProblem, isDone: Bool)? = { _ in nil }
    /// Whether what listens to a program is cut off after its first piece.
    var cutsLogs = false
    /// Whether the answer of a write that was carried out is lost.
    var loses: @Sendable (Call) -> Bool = { _ in false }
    /// Called after a write.
    var wrote: @Sendable (Call) -> Void = { _ in }
    /// What the questions were, each run and write with its words.
    let asked = Asked()

    /// What was asked.
    final class Asked: Sendable {
        private let lines = Mutex<[String]>([])
        func note(_ line: String) { lines.withLock { $0.append(line) } }
        var all: [String] { lines.withLock { $0 } }
        func count(_ part: String) -> Int { all.count { $0.contains(part) } }
    }

    var route: KubernetesRoute { inner.route }

    func perform(_ call: Call) async throws(ClusterProblem) -> JSONValue? {
        asked.note(call.words)
        let answer = try await inner.perform(call)
        if call.operation.effect.writes { wrote(call) }
        if loses(call) { throw .lost("No answer came.") }
        return answer
    }

    func token(
        of serviceAccount: String, in namespace: String, audience: String, seconds: Int
    ) async throws(ClusterProblem) -> String {
        try await inner.token(of: serviceAccount, in: namespace, audience: audience, seconds: seconds)
    }

    func allows(_ right: KubernetesRight) async throws(ClusterProblem) -> Bool { try await inner.allows(right) }

    func run(
        _ command: PodCommand, within seconds: Int,
        _ output: @escaping @Sendable (KubernetesClient.PodOutput) -> Void
    ) async throws(ClusterProblem) -> Int {
        asked.note("run \(command.arguments.joined(separator: " "))")
        let right = KubernetesRight(verb: "create", resource: "pods/exec", namespace: command.namespace)
        guard try await inner.allows(right) else {
            throw .denied(
                right,
                "pods \"\(command.pod)\" is forbidden: User \"ops\" cannot create resource \"pods/exec\" in API group "
                    + "\"\" in the namespace \"\(command.namespace)\"")
        }
        let broken = breaks(command.arguments)
        if let broken, !broken.isDone { throw broken.problem }
        let machine = PodMachine(
            world: world, namespace: command.namespace, name: command.pod, container: command.container ?? "")
        let process = PodProcess(
            arguments: command.arguments, environment: machine.environment, machine: machine,
            input: PodInput(command.input ?? []), output: .init { output(.out($0)) },
            errors: .init { output(.error($0)) })
        let code = await process.start()
        if let broken { throw broken.problem }
        guard let code else {
            throw .refused(
                reason: "InternalError",
                message: "Internal error occurred: error executing command in container: exec: "
                    + "\"\(command.arguments.first ?? "")\": executable file not found in $PATH: unknown")
        }
        return code
    }

    func follow(
        _ pod: String, in namespace: String, container: String?, within seconds: Int,
        _ output: @escaping @Sendable ([UInt8]) -> Void
    ) async throws(ClusterProblem) {
        asked.note("follow")
        guard cutsLogs else {
            return try await inner.follow(pod, in: namespace, container: container, within: seconds, output)
        }
        let first = Mutex(true)
        try await inner.follow(pod, in: namespace, container: container, within: seconds) { piece in
            let isFirst = first.withLock { first in
                defer { first = false }
                return first
            }
            // In the middle of it.
            if isFirst { output(Array(piece.prefix(10))) }
        }
        throw .unreachable("The connection was reset.")
    }

    func log(
        of pod: String, in namespace: String, container: String?
    ) async throws(ClusterProblem) -> String {
        try await inner.log(of: pod, in: namespace, container: container)
    }
}

extension WorldState {
    /// The names of all Jobs.
    var jobNames: [String] { cluster.objects.list(ResourceKind.jobs.id).map(\.key.name) }
    /// How far a pod of the namespace `default` is.
    func phase(ofPod name: String) -> String {
        cluster.objects[ResourceKind.pods.key("default", name)]?.at(["status", "phase"])?.string ?? ""
    }
    /// The names of all pods.
    var podNames: [String] { cluster.objects.list(ResourceKind.pods.id).map(\.key.name) }

    /// The identities of all pods.
    var podIDs: Set<String> {
        Set(cluster.objects.list(ResourceKind.pods.id).compactMap { $0.object["metadata"]?["uid"]?.string })
    }

    /// Adds a stateful set `web` of two pods and a daemon set `agent` to the namespace `default`.
    mutating func makeSets(at now: Timestamp) {
        var server = APIServer(cluster: cluster, now: now)
        for (kind, name) in [(ResourceKind.statefulSets, "web"), (.daemonSets, "agent")] {
            var set: JSONValue = [
                "metadata": ["name": .string(name)],
                "spec": [
                    "selector": ["matchLabels": ["app": .string(name)]],
                    "template": [
                        "metadata": ["labels": ["app": .string(name)]],
                        "spec": [
                            "serviceAccountName": "ses-sender", "containers": [["name": "app", "image": "nginx"]],
                        ],
                    ],
                ],
            ]
            if kind == .statefulSets { set.set(["spec", "replicas"], 2) }
            server.install(kind, set, namespace: "default", name: name)
        }
        cluster = server.cluster
    }

    /// Leaves whoever asks the API server nothing but what one rule says, in the namespace `default`.
    mutating func leave(_ rule: AccessRule) {
        for index in cluster.staticTokens.indices {
            cluster.staticTokens[index].username = "limited"
            cluster.staticTokens[index].groups = []
        }
        cluster.bindings = [RoleBinding(.user("limited"), .rules([rule]), namespace: "default")]
    }
}

extension GuardTests.Steered {
    func follow(
        _ pod: String, in namespace: String, container: String?, within seconds: Int,
        _ output: @escaping @Sendable ([UInt8]) -> Void
    ) async throws(ClusterProblem) {
        try await inner.follow(pod, in: namespace, container: container, within: seconds, output)
    }
}

extension PodCluster {
    /// A bench whose programs run in the simulated pods.
    ///
    /// - Parameters:
    ///   - scenario: The world.
    ///   - change: What is other about the cluster.
    ///   - body: What is tried there.
    /// - Throws: What the body throws, and what the world needs is not there.
    static func run(
        _ scenario: String, _ change: @escaping @Sendable (inout PodCluster) -> Void = { _ in },
        _ body: (Bench, PodCluster) async throws -> Void
    ) async throws {
        try await Bench.run(scenario) { bench in
            var cluster = PodCluster(inner: try #require(bench.context.cluster), world: bench.world)
            change(&cluster)
            var context = bench.context
            context.cluster = cluster
            try await body(Bench(bench, context), cluster)
        }
    }
}
