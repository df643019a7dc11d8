import AWSClient
import Calls
import Design
import Foundation
import HTTPClient
import LiveSimulator
import Setup
import Simulator
import SimulatorServer
import Synchronization
import Wire
import Work

/// A simulator, and a workbench that reaches it by files in memory, as a command does.
final class Bench: Sendable {
    let simulator: Simulator
    let bench: Workbench
    /// The operations that reached the simulator.
    let asked = Mutex<[String]>([])

    var world: World { simulator.simulation.world }

    /// Breaks something in the world; the name is that of its scenario.
    func breakFault(_ name: String) throws { try simulator.simulation.breakFault(name) }

    private init(_ simulator: Simulator, _ bench: Workbench) {
        self.simulator = simulator
        self.bench = bench
    }

    /// Starts a simulator in a scenario, hands a bench over, and stops it.
    ///
    /// - Parameters:
    ///   - scenario: The state of the world.
    ///   - state: Where journals are kept; nil keeps none.
    ///   - files: Files that stand in place of the simulator's, by their names.
    ///   - variables: Variables besides those that lead to the simulator.
    ///   - kubeconfig: Makes another kubeconfig of the simulator's.
    ///   - way: The flags that say where to go.
    ///   - isDemo: Whether nothing of it is meant to be kept.
    ///   - askAboutProgram: Who is asked whether a program may run.
    ///   - body: The test.
    /// - Throws: What the test throws, or why there is no simulator.
    static func run(
        _ scenario: String, state: Setup.StateDirectory? = nil, files: [String: String] = [:],
        variables: [String: String] = [:], kubeconfig: (String) -> String? = { $0 },
        way: Workbench.Way = Workbench.Way(), isDemo: Bool = true,
        askAboutProgram: (@Sendable (ProgramQuestion) async -> Bool)? = nil,
        _ body: (Bench) async throws -> Void
    ) async throws {
        // A simulator among many tests on a busy machine is slower than any API server that is well.
        var way = way
        way.clusterTimeouts = HTTPTimeouts(connect: .seconds(30), total: .seconds(60))
        let clusterWay = way
        try await LiveSimulator.with(try SimulatedWorld(scenario)) { simulator in
            var texts = simulator.files(in: "/w")
            texts["/w/kubeconfig"] = texts["/w/kubeconfig"].flatMap(kubeconfig)
            for (name, text) in files { texts[name.hasPrefix("/") ? name : "/w/\(name)"] = text }
            let ground = Ground(
                environment: [
                    "AWS_CONFIG_FILE": "/w/aws-config", "AWS_SHARED_CREDENTIALS_FILE": "/w/aws-credentials",
                    "AWS_ENDPOINT_URL": simulator.endpoints.aws, "AWS_EC2_METADATA_DISABLED": "true",
                    "KUBECONFIG": "/w/kubeconfig",
                ].merging(variables) { $1 }, home: "/home/me", files: MemoryFiles(texts), state: state, isDemo: isDemo)
            let bench = Bench(simulator, Workbench(ground, way: clusterWay, askAboutProgram: askAboutProgram))
            bench.world.listen { record in bench.asked.withLock { $0.append(record.operation) } }
            try await body(bench)
        }
    }

    /// The answers that fit the world.
    func answers() throws -> Answers {
        try AnswersReader.read(simulator.files(in: "/w")["/w/answers.yaml"] ?? "", file: "answers.yaml")
    }

    /// The work of a command, or of callers that somebody chose.
    func work(
        _ callers: [Side: CallerChoice]? = nil, sides: Set<Side> = Set(Side.allCases),
        kubeconfig: SetupWork.BadKubeconfig = .isTold
    ) async throws(Problem) -> SetupWork {
        let answers: Answers
        do { answers = try self.answers() } catch { throw Problem("\(error)") }
        return try await SetupWork.open(bench, answers, callers, sides: sides, kubeconfig: kubeconfig)
    }

    /// What was asked since the last time.
    func takeAsked() -> [String] {
        asked.withLock { asked in
            defer { asked = [] }
            return asked
        }
    }
}

/// A directory of its own for one test.
func withStateDirectory(_ body: (Setup.StateDirectory) async throws -> Void) async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("sesame-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await body(Setup.StateDirectory(path: path))
}
