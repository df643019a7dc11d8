import Foundation

/// A running `sesame simulate` with the folder it filled.
///
/// `@unchecked Sendable`: nothing in it changes after it has started, and `Process` is only asked to end.
final class Simulation: @unchecked Sendable {
    /// Why there is no simulation.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// The issuer of the cluster that follows from the seed.
    static let issuer = "oidc.eks.eu-west-1.amazonaws.com/id/95BE10725414B0F577035C1E116D4929"

    /// The folder with `environment`, `kubeconfig` and the others.
    let folder: String
    /// What a shell would have after reading `environment`, besides what every program gets.
    private(set) var environment: [String: String] = [:]
    private let process = Process()

    /// Starts a scenario, hands it over, and ends it whatever happens.
    static func with(_ scenario: String, _ body: (Simulation) async throws -> Void) async throws {
        let simulation = try await Simulation(scenario)
        defer { simulation.stop() }
        try await body(simulation)
    }

    private init(_ scenario: String) async throws {
        folder = NSTemporaryDirectory() + "sesame-second-opinion-\(UUID().uuidString)"
        guard let sesame = Tools.sesame else { throw Failure(description: "There is no sesame to run.") }
        process.executableURL = URL(fileURLWithPath: sesame)
        process.arguments = ["simulate", "--scenario", scenario, "--seed", "1", "--state", folder]
        process.environment = Tools.environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.standardError
        try process.run()
        let isReady = try await eventually(within: 30) { [folder, process] in
            FileManager.default.fileExists(atPath: folder + "/environment") || !process.isRunning
        }
        guard isReady, process.isRunning else {
            stop()
            throw Failure(description: "sesame simulate --scenario \(scenario) did not start.")
        }
        environment = Tools.environment.merging(Self.exports(text("environment"))) { $1 }
        // Its own cache: ports are used again by other simulations.
        environment["KUBECACHEDIR"] = folder + "/kube-cache"
    }

    /// Ends the process and takes its folder away.
    private func stop() {
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The number of the process.
    var processID: Int32 { process.processIdentifier }
    /// Whether it still runs.
    var isRunning: Bool { process.isRunning }
    /// Where AWS answers, without a slash at the end.
    var endpoint: String { environment["AWS_ENDPOINT_URL"] ?? "" }

    /// A file of the folder.
    func text(_ name: String) -> String {
        (try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)) ?? ""
    }

    /// Writes a file beside the simulation's own; the path is given back.
    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
        return "\(folder)/\(name)"
    }

    /// Takes the world back to a scenario's beginning.
    func reset(to scenario: String) async throws {
        let answer = try await admin("reset", #"{"scenario":"\#(scenario)"}"#)
        guard answer.contains("sesame/simulator/v1") else { throw Failure(description: answer) }
    }

    /// Posts a document to the admin endpoint.
    @discardableResult
    func admin(_ name: String, _ body: String) async throws -> String {
        let token = environment["SESAME_SIMULATOR_ADMIN_TOKEN"] ?? ""
        return try await Command.run(
            "/usr/bin/env",
            [
                "curl", "-s", "--noproxy", "*", "-m", "10", "-H", "Authorization: Bearer " + token, "-d", body,
                (environment["SESAME_SIMULATOR_ADMIN"] ?? "") + "/" + name,
            ], environment: environment
        ).output
    }

    private static func exports(_ text: String) -> [String: String] {
        var result: [String: String] = [:]
        for line in text.split(separator: "\n") where line.hasPrefix("export ") {
            let pair = line.dropFirst("export ".count).split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { continue }
            result[String(pair[0])] = pair[1].trimmingCharacters(in: CharacterSet(charactersIn: "'"))
        }
        return result
    }
}

/// Looks again and again until something is so; false if it never was.
func eventually(within seconds: Double, _ isSo: @Sendable () -> Bool) async throws -> Bool {
    for _ in 0..<Int(seconds * 20) {
        if isSo() { return true }
        try await Task.sleep(for: .milliseconds(50))
    }
    return isSo()
}
