import Design
import Work
import Simulator
import SimulatorServer

/// The embedded simulator of `demo` and `--demo`.
final class DemoWorld: Sendable {
    /// Two accounts and a cluster on loopback.
    let simulator: Simulator

    private static let folder = "/demo"

    /// The world as it was before anybody asked it anything.
    let beginning: WorldSnapshot

    private init(_ simulator: Simulator) {
        self.simulator = simulator
        beginning = simulator.simulation.snapshot()
    }

    /// How often somebody changed something in it since it began, in an account, in the cluster, or by breaking and mending.
    var deeds: Int { simulator.simulation.world.deeds - beginning.deeds }

    /// What the demo answers by itself: the mail addresses and names that its world and the guide use.
    static func suggestions() -> Answers {
        var answers = Answers()
        guard let values = try? ScenarioCatalogue().values else { return answers }
        let known: [(FieldID, String)] = [
            (.sesSender, "sender"), (.sesReceiver, "receiver"), (.serviceAccount, "serviceAccount"), (.role, "role"),
            (.permissionsPolicy, "permissionsPolicy"), (.sendingPolicy, "sendingPolicy"),
        ]
        for (field, name) in known { try? answers.set(values[name], for: field, from: .detected(from: "the demo")) }
        return answers
    }

    /// The answers that fit the demo's world, without starting it.
    static func offlineAnswers() throws(Stop) -> Answers {
        let values: ScenarioValues
        do {
            values = try ScenarioCatalogue().values
        } catch {
            throw Stop(code: .failed, name: "BadScenario", message: error.sentence)
        }
        let known: [(FieldID, String)] = [
            (.eksAccount, "eksAccount"), (.eksRegion, "region"), (.eksCluster, "cluster"),
            (.eksOIDCProvider, "issuer"), (.sesAccount, "sesAccount"), (.sesRegion, "region"),
            (.namespace, "namespace"), (.eksProfile, "eksProfile"), (.sesProfile, "sesProfile"),
            (.kubernetesContext, "cluster"),
        ]
        var answers = suggestions()
        for (field, name) in known { try? answers.set(values[name], for: field, from: .detected(from: "the demo")) }
        return answers
    }

    /// Refuses a scenario that does not exist, before anything is started.
    static func check(_ scenario: String) throws(Stop) {
        do {
            _ = try ScenarioCatalogue().scenario(scenario)
        } catch {
            throw Stop(code: .usage, name: "BadScenario", message: error.sentence)
        }
    }

    /// Starts a world on free ports of loopback.
    ///
    /// - Parameter scenario: The state it begins with.
    /// - Returns: The world.
    /// - Throws: `Stop` when there is no such scenario or no port.
    static func start(_ scenario: String) async throws(Stop) -> DemoWorld {
        let world: SimulatedWorld
        do {
            world = try SimulatedWorld(scenario)
        } catch {
            throw Stop(code: .usage, name: "BadScenario", message: error.sentence)
        }
        do {
            return DemoWorld(try await Simulator.start(world))
        } catch {
            throw Stop(code: .failed, name: "NoSimulator", message: error.sentence)
        }
    }

    /// A world of its own that is as this one is now; what is done in it changes nothing here.
    ///
    /// - Returns: The other world, which has to be stopped.
    /// - Throws: `Stop` when there is no port.
    func twin() async throws(Stop) -> DemoWorld {
        do {
            return DemoWorld(try await Simulator.start(simulator.simulation.twin()))
        } catch {
            throw Stop(code: .failed, name: "NoSimulator", message: error.sentence)
        }
    }

    /// What a run in the demo stands on: nothing of this computer's variables and files.
    var ground: Ground {
        Ground(
            environment: [
                "AWS_CONFIG_FILE": "\(Self.folder)/aws-config",
                "AWS_SHARED_CREDENTIALS_FILE": "\(Self.folder)/aws-credentials",
                "AWS_ENDPOINT_URL": simulator.endpoints.aws, "AWS_EC2_METADATA_DISABLED": "true",
                "KUBECONFIG": "\(Self.folder)/kubeconfig",
            ], home: nil, files: MemoryFiles(simulator.files(in: Self.folder)), state: nil, isDemo: true)
    }

    /// The answers that fit this world, for commands that are run with `--demo` and without an answers file.
    func answers() throws(Stop) -> Answers {
        let text = simulator.files(in: Self.folder)["\(Self.folder)/answers.yaml"] ?? ""
        do {
            return try AnswersReader.read(text, file: "the demo's answers")
        } catch {
            throw Stop(code: .failed, name: "BadAnswers", message: error.sentence)
        }
    }
}
