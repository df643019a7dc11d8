import ArgumentParser
import Design
import Simulator
import SimulatorServer
import Wire

/// `sesame simulate`: the simulator alone.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Serve a simulated AWS and cluster for any AWS or Kubernetes client.",
        discussion: """
            With --state DIR the folder gets aws-config, aws-credentials, kubeconfig, answers.yaml and environment; \
            ". DIR/environment" then points any tool at it. The files are complete before "environment" appears. A \
            folder that holds such files of others is refused. Ends on Ctrl-C, and takes away what is still as it was \
            written.

            Every run is a cluster of its own: issuer, access keys, tokens and certificates are new, also where it is \
            started again with the same folder, whose files of an earlier run that was killed are replaced. --seed N \
            repeats issuer, ids, access keys and tokens, which others can then foretell; the keys that sign and the \
            certificates are new each time.
            """)

    @Option(help: ArgumentHelp("Address for AWS and the inbox; port 0 takes a free one.", valueName: "host:port"))
    var listen = "127.0.0.1:0"

    @Option(help: ArgumentHelp("State of the world to begin with.", valueName: "name"))
    var scenario = "fresh"

    @Option(
        help: ArgumentHelp("Folder for the files that point clients here.", valueName: "dir"), completion: .directory)
    var state: String?

    @Option(
        help: ArgumentHelp("Number from which issuer, ids, keys and tokens follow (default: random).", valueName: "n"))
    var seed: UInt64?

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
            try Self.check(latency, "--latency", 0...3_600_000, "milliseconds")
            try Self.check(iamDelay, "--iam-delay", 0...3600, "seconds")
            let (result, signal) = Bridge.wait { [self] in await serve(host, port) }
            if case .failure(let stop) = result { throw stop }
            if let signal { Exit.leave(signal: signal) }
            return .success
        }
    }

    private func serve(_ host: String, _ port: Int) async -> Result<Void, Stop> {
        let folder: StateDirectory?
        do {
            folder = try state.map { path throws(StateDirectoryError) in try StateDirectory.claim(path) }
        } catch {
            return .failure(Self.stop(for: error))
        }
        let result = await serve(host, port, folder)
        for name in folder?.remove() ?? [] {
            Console.note("Left \(folder?.path ?? "")/\(name), because it was changed.")
        }
        return result
    }

    private func serve(_ host: String, _ port: Int, _ folder: StateDirectory?) async -> Result<Void, Stop> {
        let simulator: Simulator
        do {
            let world = try SimulatedWorld.withOwnCluster(scenario, seed: seed)
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
        do {
            try folder?.write(simulator.simulation, at: simulator.endpoints)
        } catch {
            await simulator.stop()
            return .failure(Self.stop(for: error))
        }
        Console.line("AWS         \(simulator.endpoints.aws)")
        Console.line("Kubernetes  \(simulator.endpoints.kubernetes)")
        Console.line("Inbox       \(simulator.endpoints.inbox)")
        if let state { Console.line("Use it      . \(state)/environment") }
        do throws(Stop) {
            try Console.check()
        } catch {
            await simulator.stop()
            folder?.remove()
            return .failure(error)
        }
        while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
        await simulator.stop()
        return .success(())
    }

    private static func stop(for error: StateDirectoryError) -> Stop {
        switch error {
        case .holdsOthers, .isLink: Stop(code: .usage, name: "BadFolder", message: "--state: " + error.sentence)
        case .inUse: Stop(code: .failed, name: "FolderInUse", message: error.sentence)
        case .cannotMake, .cannotWrite: Stop(code: .failed, name: "NotWritten", message: error.sentence)
        }
    }

    private static func check(_ value: Int, _ option: String, _ range: ClosedRange<Int>, _ unit: String) throws(Stop) {
        guard !range.contains(value) else { return }
        throw Stop(
            code: .usage, name: "BadOption",
            message: "\(option): found \(value), expected \(range.lowerBound) to \(range.upperBound) \(unit).")
    }

    private func listScenarios() throws(Stop) -> Design.ExitCode {
        do {
            let scenarios = try ScenarioCatalogue().scenarios
            let width = 2 + (scenarios.map(\.name.count).max() ?? 0)
            let paint = Paint(nil, .current())
            for scenario in scenarios {
                Console.lines(paint.lines(scenario.name.blankPadded(to: width) + scenario.title, hanging: width))
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
        guard HostNames.isLoopback(host) else {
            throw Stop(
                code: .usage, name: "BadOption",
                message:
                    "--listen: \"\(host)\" is not loopback. The simulator's keys are not secrets, so it listens on this computer only."
            )
        }
        return (host, port)
    }
}
