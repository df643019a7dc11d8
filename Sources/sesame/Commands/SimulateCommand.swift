import ArgumentParser
import Design
import Simulator

/// `sesame simulate`: the simulator alone.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Serve a simulated AWS and cluster for any AWS or Kubernetes client.",
        discussion: """
            With --state DIR the folder gets aws-config, aws-credentials, kubeconfig, answers.yaml and environment; \
            ". DIR/environment" then points any tool at it. The files are complete before "environment" appears. Ends \
            on Ctrl-C.
            """)

    @Option(help: ArgumentHelp("Address for AWS and the inbox; port 0 takes a free one.", valueName: "host:port"))
    var listen = "127.0.0.1:0"

    @Option(help: ArgumentHelp("State of the world to begin with.", valueName: "name"))
    var scenario = "fresh"

    @Option(
        help: ArgumentHelp("Folder for the files that point clients here.", valueName: "dir"), completion: .directory)
    var state: String?

    @Flag(help: "List the scenarios.")
    var list = false

    @Option(help: ArgumentHelp("Milliseconds added to every answer.", valueName: "ms"))
    var latency = 0

    @Option(help: ArgumentHelp("Seconds until changes of IAM are seen everywhere.", valueName: "s"))
    var iamDelay = 0

    func run() throws {
        Exit.run(.text) { () throws(Stop) in
            if list { return try listScenarios() }
            let (host, port) = try address()
            let (result, signal) = Bridge.wait { [self] in await serve(host, port) }
            if case .failure(let stop) = result { throw stop }
            if let signal { Exit.leave(signal: signal) }
            return .success
        }
    }

    private func serve(_ host: String, _ port: Int) async -> Result<Void, Stop> {
        let simulator: Simulator
        do {
            let world = try SimulatedWorld(scenario)
            world.world.change { current in
                if latency > 0 { current.options.latency["*"] = .milliseconds(latency) }
                if iamDelay > 0 { current.options.iamPropagationDelay = iamDelay }
            }
            simulator = try await Simulator.start(world, host: host, port: port)
        } catch let error as ScenarioError {
            return .failure(Stop(code: .usage, name: "BadScenario", message: error.sentence))
        } catch let error as ServerError {
            return .failure(Stop(code: .failed, name: "NotListening", message: error.sentence))
        } catch {
            return .failure(Stop(code: .failed, name: "NotListening", message: "\(error)"))
        }
        let folder = state.map { StateDirectory($0) }
        do {
            try folder?.write(simulator)
        } catch {
            await simulator.stop()
            return .failure(Stop(code: .failed, name: "NotWritten", message: error.sentence))
        }
        Console.line("AWS         \(simulator.endpoints.aws)")
        Console.line("Kubernetes  \(simulator.endpoints.kubernetes)")
        Console.line("Inbox       \(simulator.endpoints.inbox)")
        if let state { Console.line("Use it      . \(state)/environment") }
        while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
        await simulator.stop()
        folder?.remove()
        return .success(())
    }

    private func listScenarios() throws(Stop) -> Design.ExitCode {
        do {
            for scenario in try ScenarioCatalogue().scenarios {
                let name = scenario.name + String(repeating: " ", count: max(1, 34 - scenario.name.count))
                Console.line(name + scenario.title)
            }
            return .success
        } catch {
            throw Stop(code: .failed, name: "BadScenario", message: error.sentence)
        }
    }

    private func address() throws(Stop) -> (String, Int) {
        let parts = listen.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 2, let port = Int(parts[parts.count - 1]), (0...65_535).contains(port) else {
            throw Stop(
                code: .usage, name: "BadOption",
                message: "--listen: found \"\(listen)\", expected HOST:PORT like 127.0.0.1:0.")
        }
        let host = parts.dropLast().joined(separator: ":")
        guard ["127.0.0.1", "localhost", "[::1]", "::1"].contains(host) || host.hasPrefix("127.") else {
            throw Stop(
                code: .usage, name: "BadOption",
                message:
                    "--listen: \"\(host)\" is not loopback. The simulator's keys are not secrets, so it listens on this computer only."
            )
        }
        return (host, port)
    }
}
